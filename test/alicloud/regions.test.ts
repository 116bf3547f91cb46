/** Regions of Finance Cloud and Government Cloud, whose ids do not look like others. */
import { CLUSTER, newStack, resourcesOf, synthesized } from './support';
import { AuditTrail, NetworkPerimeter } from '../../lib/alicloud';
import { internalOssEndpoint } from '../../lib/private/oss-endpoint';

const INTERNAL: [region: string, zone: string, endpoint: string][] = [
  ['cn-hangzhou', 'cn-hangzhou-h', 'https://oss-cn-hangzhou-internal.aliyuncs.com'],
  ['cn-hangzhou-finance', 'cn-hangzhou-finance-i', 'https://oss-cn-hzjbp-a-internal.aliyuncs.com'],
  ['cn-shanghai-finance-1', 'cn-shanghai-finance-1a', 'https://oss-cn-shanghai-finance-1-internal.aliyuncs.com'],
  ['cn-north-2-gov-1', 'cn-north-2-gov-1a', 'https://oss-cn-north-2-gov-1-internal.aliyuncs.com'],
];

test.each(INTERNAL)('%s: network, and evidence over the internal endpoint of OSS', (region, zone, endpoint) => {
  const stack = newStack(region);
  new NetworkPerimeter(stack, 'Network', { zones: [zone] });
  new AuditTrail(stack, 'Audit', { cluster: CLUSTER, evidenceBucketName: 'acme-evidence' });
  const [{ configuration }] = resourcesOf(synthesized(stack), 'alicloud_sls_oss_export_sink');
  expect(configuration.sink.endpoint).toBe(endpoint);
  expect(internalOssEndpoint(region)).toBe(endpoint);
});

test.each(['cn-hangzhou-h', 'ap-southeast-1a', 'cn-shanghai-finance-1a', 'hangzhou'])('%s is no region', (region) => {
  expect(() => newStack(region)).toThrow('region is not one that is accepted');
});

test.each([
  ['cn-shanghai', 'cn-shanghai-finance-1a'],
  ['cn-shanghai-finance-1', 'cn-shanghai-b'],
])('%s has no zone %s', (region, zone) => {
  expect(() => new NetworkPerimeter(newStack(region), 'Network', { zones: [zone] })).toThrow(
    'zone is not in the region of the stack',
  );
});
