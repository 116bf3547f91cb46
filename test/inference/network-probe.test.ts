import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { Chart, Testing } from 'cdk8s';
import { IMAGE, newChart } from './fixtures';
import { KubernetesVersion, NetworkProbe, NetworkProbeProps } from '../../lib';

const PROPS: NetworkProbeProps = { image: IMAGE.replace('vllm-openai', 'nodejs22'), serverCidrs: ['192.168.7.0/24'] };

function newProbe(props: Partial<NetworkProbeProps> = {}, chart: Chart = newChart()) {
  const probe = new NetworkProbe(chart, 'Probe', { ...PROPS, ...props });
  const objects: any[] = Testing.synth(chart);
  const find = (kind: string, side: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name.startsWith(`network-probe-${side}`));
  return { probe, objects, find, pod: (side: string) => find('Job', side).spec.template.spec };
}

test('breaks no rule', () => {
  expect(newProbe().probe.node.validate()).toEqual([]);
});

test('one job may call the API server, and the other nobody; neither has a sidecar or a token', () => {
  const { find, pod } = newProbe();
  expect(find('NetworkPolicy', 'allowed').spec).toMatchObject({
    podSelector: { matchLabels: { 'secure-inference.ack/network-probe': 'allowed' } },
    ingress: [],
    egress: [{ to: [{ ipBlock: { cidr: '192.168.7.0/24' } }], ports: [{ port: 6443, protocol: 'TCP' }] }],
  });
  expect(find('NetworkPolicy', 'denied').spec).toMatchObject({ ingress: [], egress: [] });
  for (const side of ['allowed', 'denied']) {
    expect(find('Job', side).spec.template.metadata.labels).toMatchObject({
      'secure-inference.ack/network-probe': side,
      'sidecar.istio.io/inject': 'false',
    });
    expect(pod(side).containers[0].command.slice(-2)).toEqual([side, '180']);
    expect(pod(side)).toMatchObject({ automountServiceAccountToken: false, serviceAccountName: 'network-probe' });
  }
});

test('the port of the API server is that of ACK unless another is given', () => {
  const ports = (serverPort?: number) => newProbe({ serverPort }).find('NetworkPolicy', 'allowed').spec.egress[0].ports;
  expect(ports()).toEqual([{ port: 6443, protocol: 'TCP' }]);
  expect(ports(443)).toEqual([{ port: 443, protocol: 'TCP' }]);
});

test('what the program finds ends its job, whose name changes with what it runs', () => {
  const { find } = newProbe();
  expect(find('Job', 'denied').spec.podFailurePolicy.rules[0]).toEqual({
    action: 'FailJob',
    onExitCodes: { containerName: 'network-probe', operator: 'In', values: [3, 4] },
  });
  const other = newProbe({ image: IMAGE.replace('vllm-openai', 'nodejs24') });
  expect(other.find('Job', 'denied').metadata.name).not.toBe(find('Job', 'denied').metadata.name);
});

test('fields of the version are used by default, and others where it is another', () => {
  expect(newProbe().pod('denied').securityContext.supplementalGroupsPolicy).toBe('Strict');
  const older = newProbe({ kubernetesVersion: KubernetesVersion.V1_30 });
  expect(older.pod('denied').securityContext).not.toHaveProperty('supplementalGroupsPolicy');
});

/** Runs the program as the container does, with less patience, and says how it ended. */
async function run(side: string, port: number): Promise<{ code: number; said: string }> {
  const [, ...args] = newProbe().pod(side).containers[0].command;
  const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port) };
  const child = spawn(process.execPath, [...args.slice(0, -1), '0'], { env });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  return { code, said };
}

describe('the program', () => {
  const server = createServer((socket) => socket.end());
  let open: number;
  let closed: number;

  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    open = (server.address() as AddressInfo).port;
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    closed = (other.address() as AddressInfo).port;
    await once(other.close(), 'close');
  });

  afterAll(() => {
    server.close();
  });

  test.each([
    ['allowed', true, 0],
    ['allowed', false, 4],
    ['denied', true, 3],
    ['denied', false, 0],
  ])('%s, where the API server answers: %s, ends with %i', async (side, answers, code) => {
    const port = answers ? open : closed;
    expect(await run(side, port)).toEqual({
      code,
      said: expect.stringContaining(`127.0.0.1:${port} ${answers ? 'is reached' : 'connect ECONNREFUSED'}`),
    });
  });
});

test.each<[string, Partial<NetworkProbeProps>, string]>([
  ['a tag', { image: 'node:22' }, 'image of Node is not pinned by digest'],
  ['no range', { serverCidrs: [] }, 'no range of the api server'],
  ['a port that is none', { serverPort: 0 }, 'port of the api server is none'],
  ['a range that is none', { serverCidrs: ['10.0.0.0'] }, 'range of the api server'],
])('refuses %s', (_, props, message) => {
  expect(() => newProbe(props)).toThrow(message);
});

test('refuses a chart without a namespace', () => {
  expect(() => newProbe({}, new Chart(Testing.app(), 'llm'))).toThrow('chart has no namespace');
});
