import { Token } from 'cdktf';
import { newStack, resourcesOf, synthesized } from './support';
import { NetworkPerimeter, NetworkPerimeterProps } from '../../lib/alicloud';

const ZONES = ['cn-hangzhou-h', 'cn-hangzhou-i'];

function perimeter(props: Partial<NetworkPerimeterProps> = {}) {
  const stack = newStack();
  const network = new NetworkPerimeter(stack, 'Inference', { zones: ZONES, ...props });
  return { stack, network };
}

test('has vSwitches of nodes and of pods in each zone, which do not overlap', () => {
  const json = synthesized(perimeter().stack);
  expect(resourcesOf(json, 'alicloud_vswitch').map(({ cidr_block, zone_id }) => [zone_id, cidr_block])).toEqual([
    ['cn-hangzhou-h', '10.0.224.0/24'],
    ['cn-hangzhou-i', '10.0.225.0/24'],
    ['cn-hangzhou-h', '10.0.0.0/19'],
    ['cn-hangzhou-i', '10.0.32.0/19'],
  ]);
});

test('logs all traffic of the VPC in an encrypted store for 180 days', () => {
  const json = synthesized(perimeter().stack);
  expect(resourcesOf(json, 'alicloud_vpc_flow_log')).toMatchObject([
    { resource_type: 'VPC', traffic_type: 'All', status: 'Active' },
  ]);
  expect(resourcesOf(json, 'alicloud_log_store')).toMatchObject([
    { retention_period: 180, encrypt_conf: { enable: true, encrypt_type: 'default' }, enable_web_tracking: false },
  ]);
});

test('has no way to the Internet unless asked', () => {
  const json = synthesized(perimeter().stack);
  expect(Object.keys(json.resource!).filter((type) => /nat|eip/.test(type))).toEqual([]);
});

test('lets every vSwitch out through one NAT gateway when asked', () => {
  const json = synthesized(perimeter({ internetEgress: true }).stack);
  expect(resourcesOf(json, 'alicloud_nat_gateway')).toHaveLength(1);
  expect(resourcesOf(json, 'alicloud_snat_entry')).toHaveLength(4);
});

test('reads any bucket through the OSS endpoint, and writes those that are allowed', () => {
  const { stack, network } = perimeter();
  const writes = () =>
    JSON.parse(resourcesOf(synthesized(stack), 'alicloud_vpc_gateway_endpoint')[0].policy_document).Statement.slice(1);
  expect(writes()).toEqual([]);
  network.allowWrites('acme-results');
  expect(writes()).toMatchObject([{ Effect: 'Allow', Resource: ['acs:oss:*:*:acme-results/*'] }]);
});

test.each(['*', 'acme-*', 'Acme'])('refuses to let %s be written', (bucketName) => {
  expect(() => perimeter().network.allowWrites(bucketName)).toThrow('name of the bucket is not one');
});

test.each<[Partial<NetworkPerimeterProps>, string]>([
  [{ zones: [] }, 'number of zones'],
  [{ zones: ['cn-hangzhou-h', 'cn-hangzhou-h'] }, 'number of zones'],
  [
    { zones: ['cn-beijing-h'] },
    'zone is not in the region of the stack: got "cn-beijing-h"; allowed: zones of cn-hangzhou',
  ],
  [{ zones: ['cn-hangzhou'] }, 'zone is not in the region'],
  [{ cidr: '10.0.0.0/8' }, 'range of the VPC'],
  [{ cidr: '10.0.0.1/16' }, 'range of the VPC'],
  [{ cidr: '8.0.0.0/16' }, 'range of the VPC'],
  [{ cidr: '192.168.0.0/13' }, 'range of the VPC'],
  [{ name: 'Inference' }, 'name is not one'],
  [{ flowLogDays: 7 }, 'days that flow logs are kept'],
])('refuses %j', (props, message) => {
  expect(() => perimeter(props)).toThrow(message);
});

test('reports all problems at once', () => {
  expect(() => perimeter({ zones: ['cn-beijing-h'], cidr: '10.0.0.0/8', flowLogDays: 1 })).toThrow(
    /zone is not in the region[^]*range of the VPC[^]*flow logs/,
  );
});

test('lets zones through that are not yet known', () => {
  expect(() => perimeter({ zones: [Token.asString({ zone: 'of-terraform' })] })).not.toThrow();
});

test('a network that exists is used as it is', () => {
  const attributes = { vpcId: 'vpc-1', cidr: '10.0.0.0/16', nodeVswitchIds: ['vsw-1'], podVswitchIds: ['vsw-2'] };
  expect(NetworkPerimeter.fromNetworkPerimeterAttributes(attributes)).toEqual({ ...attributes, internetEgress: false });
});
