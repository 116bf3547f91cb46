import { JsonPatch } from 'cdk8s';
import { contractOf } from './contract';
import { DeniedAct, InferenceEngine } from '../../../lib';
import { deniedActs, RUNTIME_RULES } from '../../../lib/detection/runtime';
import { image } from '../../inference/engines/support';
import { newService } from '../../inference/fixtures';

/** What happens on a node, as Security Center sees it. */
interface OnNode {
  readonly process: string;
  readonly commandLine: string;
  readonly parentCommandLine?: string;
  readonly file?: string;
  readonly address?: string;
  readonly port?: number;
}

const ENGINE = '/usr/bin/python3 /usr/local/bin/vllm serve /models/qwen3-8b --host=0.0.0.0 --port=8000';

/** Source: "Create custom defense rules for malicious behavior defense" of Security Center, parameter syntax. */
function fits(pattern: string, text: string): boolean {
  return pattern.split('|').some((part) => {
    const words = part.split('*').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${words.join('.*')}$`).test(text);
  });
}

/** A rule over files or connections is one over programs, too. */
function denies(act: DeniedAct, event: OnNode): boolean {
  return (
    act.port === event.port &&
    (['file', 'address'] as const).every((field) => (act[field] === undefined) === (event[field] === undefined)) &&
    (['process', 'commandLine', 'parentCommandLine', 'file', 'address'] as const).every(
      (field) => act[field] === undefined || fits(act[field], event[field] ?? ''),
    )
  );
}

const denied = (event: OnNode, contract = contractOf()) =>
  deniedActs(contract)
    .filter((act) => denies(act, event))
    .map(({ name }) => name);

const child = (process: string, rest: Partial<OnNode> = {}): OnNode => ({
  process,
  commandLine: process,
  parentCommandLine: ENGINE,
  ...rest,
});
const engine = (rest: Partial<OnNode>): OnNode => ({ process: '/usr/bin/python3.12', commandLine: ENGINE, ...rest });

const TOKEN = '/run/secrets/kubernetes.io/serviceaccount/token';
const METADATA = { address: '100.100.100.200', port: 80 };

const ATTACKS: [string, OnNode, string][] = [
  ['a miner, whoever starts it', { process: '/opt/a/xmrig', commandLine: './xmrig' }, 'miner-program-name'],
  ['a renamed miner', { process: '/a', commandLine: '/a -o stratum+tcp://pool.example.com' }, 'miner-program-protocol'],
  ['a program in /tmp', child('/tmp/a'), 'program-from-writable-directory-child'],
  ['a program in shared memory', child('/dev/shm/a'), 'program-from-writable-directory-child'],
  ['a shell', child('/usr/bin/bash'), 'shell-child'],
  ['the engine looks for the token', engine({ file: TOKEN }), 'token-read-engine'],
  ['what it starts looks for the token', child('/usr/bin/cat', { file: `/var${TOKEN}` }), 'token-read-child'],
  ['the engine asks for credentials of the node', engine(METADATA), 'metadata-service-engine'],
  ['what it starts asks for them', child('/usr/bin/curl', METADATA), 'metadata-service-child'],
  ['a pool', engine({ address: '203.0.113.9', port: 3333 }), 'miner-pool-3333'],
];

test.each(ATTACKS)('%s is denied', (_, event, rule) => {
  expect(denied(event)).toEqual([`inference-qwen-${rule}`]);
});

test('every act that is denied has an attack, and every rule that is none says why', () => {
  const names = deniedActs(contractOf()).map(({ name }) => name.replace(/miner-pool-\d+$/, 'miner-pool-3333'));
  expect(new Set(names)).toEqual(new Set(ATTACKS.map(([, , rule]) => `inference-qwen-${rule}`)));
  const without = RUNTIME_RULES.filter((rule) => Object.keys(rule.securityCenter(contractOf())).length === 0);
  expect(without.map(({ id }) => id)).toEqual([
    'reverse-shell',
    'executable-written',
    'unknown-program',
    'undeclared-connection',
  ]);
});

const WORK: [string, OnNode][] = [
  ['the engine starts a worker', child('/usr/bin/python3.12')],
  ['the engine compiles', child('/usr/bin/x86_64-linux-gnu-gcc-12')],
  ['a build tool starts a shell', { ...child('/bin/sh'), parentCommandLine: 'ninja -v' }],
  ['somebody has a shell of a pod', { ...child('/bin/sh'), parentCommandLine: 'containerd-shim -namespace k8s.io' }],
  [
    'the node runs a script',
    { process: '/usr/bin/bash', commandLine: 'bash /tmp/setup.sh', parentCommandLine: 'init' },
  ],
  ['another pod reads its token', { process: '/manager', commandLine: '/manager --leader-elect', file: TOKEN }],
  ['the node asks for its credentials', { process: '/usr/bin/terwayd', commandLine: 'terwayd', ...METADATA }],
  ['the engine loads its model', engine({ file: '/models/qwen3-8b/model.safetensors' })],
  ['workers meet on a port that the kernel chose', engine({ address: '127.0.0.1', port: 45560 })],
  ['another service calls a port of pools', { ...engine({ address: '10.1.2.3', port: 9999 }), commandLine: 'other' }],
];

test.each(WORK)('%s: nothing is denied', (_, event) => {
  expect(denied(event)).toEqual([]);
});

test('a mounted token and the port of the engine itself are left alone', () => {
  const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: ['a'] }];
  const withToken = contractOf(newService({ apiAccess: { rules, serverCidrs: ['192.168.7.0/24'] } }));
  expect(denied(engine({ file: TOKEN }), withToken)).toEqual([]);
  const event = engine({ address: '127.0.0.1', port: 9999 });
  expect(denied(event)).toEqual(['inference-qwen-miner-pool-9999']);
  expect(denied(event, { ...contractOf(), ports: [9999] })).toEqual([]);
});

test('of an engine that its image starts, only what nothing on a node does is denied', () => {
  const nim = newService({ engine: InferenceEngine.nim({ image: image('nim'), version: '2.1.6' }) });
  expect(deniedActs(contractOf(nim)).map(({ name }) => name)).toEqual([
    'inference-qwen-miner-program-name',
    'inference-qwen-miner-program-protocol',
  ]);
});

test('what is known when the engine starts, and what would be an operator, may be anything', () => {
  expect(contractOf().entrypoint).toBe('vllm serve /models/qwen3-8b');
  const service = newService();
  service.patch(
    'Deployment',
    JsonPatch.replace('/spec/template/spec/containers/0/command', ['serve']),
    JsonPatch.replace('/spec/template/spec/containers/0/args', ['--rank=$(RANK)|a&!b']),
  );
  expect(contractOf(service).entrypoint).toBe('serve --rank=**a**b');
});

test('each says what it denies, why normal work does not do it, and which practice asks for it', () => {
  for (const { description } of deniedActs(contractOf())) {
    expect(description).toMatch(/^Denies .+\. Quiet in normal work: .+\. Source: Phase 3: .+\.$/);
  }
});
