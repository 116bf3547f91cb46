import Ajv from 'ajv';
import * as draft06 from 'ajv/dist/refs/json-schema-draft-06.json';
import { contractOf } from './contract';
import { FalcoEvent, readCondition } from './falco-condition';
import * as rulesFileSchema from './falco-rules.schema.json';
import { Workload } from '../../../lib';
import { falcoRules, RUNTIME_RULES, tracingPolicies } from '../../../lib/detection/runtime';
import { newService } from '../../inference/fixtures';

const API_ACCESS = {
  rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: ['a'] }],
  serverCidrs: ['192.168.7.0/24'],
};

describe('contract', () => {
  test('is read from the manifests', () => {
    expect(contractOf()).toMatchObject({
      service: 'qwen',
      namespace: 'inference',
      container: 'vllm',
      podLabels: { 'app.kubernetes.io/instance': 'qwen', 'app.kubernetes.io/component': 'inference-server' },
      writablePaths: ['/home/app', '/tmp', '/dev/shm'],
      hasToken: false,
      destinations: [
        { cidrs: ['169.254.20.10/32'], ports: [53] },
        { cidrs: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], ports: [15012] },
      ],
    });
  });

  test('knows a mounted token and the API server', () => {
    const contract = contractOf(newService({ apiAccess: API_ACCESS }));
    expect(contract.hasToken).toBe(true);
    expect(contract.destinations).toContainEqual({ cidrs: ['192.168.7.0/24'], ports: [6443] });
  });

  test.each([
    ['LeaderWorkerSet', Workload.leaderWorkerSet({ size: 2 }), 'vllm'],
    ['InferenceService', Workload.kserve(), 'kserve-container'],
  ])('is read from a %s too', (_, workload, name) => {
    expect(contractOf(newService({ workload }))).toMatchObject({
      container: name,
      writablePaths: ['/home/app', '/tmp', '/dev/shm'],
    });
  });

  test('takes the whole entrypoint and what is declared', () => {
    expect(contractOf(newService(), { programs: ['ffmpeg'] }).programs).toEqual(
      expect.arrayContaining(['vllm', 'python3', 'ptxas', 'ffmpeg']),
    );
  });
});

const IN_ENGINE = {
  'k8s.ns.name': 'inference',
  'k8s.pod.label[app.kubernetes.io/instance]': 'qwen',
  'k8s.pod.label[app.kubernetes.io/component]': 'inference-server',
  'container.name': 'vllm',
};

/** Rules that fire on an event in the container of the engine, in order. */
function fired(event: FalcoEvent, contract = contractOf()): string[] {
  const [, { macro, condition }, ...rules] = falcoRules(contract) as any[];
  const macros = { [macro]: readCondition(condition) };
  return rules
    .filter((rule) => readCondition(rule.condition, macros)({ ...IN_ENGINE, ...event }))
    .map((rule) => rule.tags[1]);
}

const start = (name: string, rest: FalcoEvent = {}): FalcoEvent => ({
  'evt.type': 'execve',
  'proc.name': name.slice(0, 15),
  'proc.pname': 'vllm',
  'proc.exepath': `/usr/bin/${name}`,
  'proc.cmdline': name,
  'proc.is_exe_from_memfd': false,
  ...rest,
});
const connect = (sip: string, sport: number, rest: FalcoEvent = {}): FalcoEvent => ({
  'evt.type': 'connect',
  'fd.type': sip.includes(':') ? 'ipv6' : 'ipv4',
  'fd.l4proto': 'tcp',
  'fd.sip': sip,
  'fd.snet': sip,
  'fd.sport': sport,
  ...rest,
});

const ATTACKS: [string, FalcoEvent, string[]][] = [
  ['a shell', start('bash'), ['shell']],
  ['a shell that Python starts', start('sh', { 'proc.pname': 'python3' }), ['shell']],
  ['curl', start('curl'), ['unknown-program']],
  ['a package manager', start('apt-get'), ['unknown-program']],
  ['a miner', start('xmrig'), ['miner-program']],
  [
    'a renamed miner',
    start('python3', { 'proc.cmdline': 'python3 -o stratum+tcp://pool.example.com' }),
    ['miner-program'],
  ],
  [
    'a program in /tmp that is called python3',
    start('python3', { 'proc.exepath': '/tmp/python3' }),
    ['program-from-writable-directory'],
  ],
  [
    'a program in shared memory',
    start('a', { 'proc.exepath': '/dev/shm/a' }),
    ['program-from-writable-directory', 'unknown-program'],
  ],
  [
    'a program from memory',
    start('3', { 'proc.is_exe_from_memfd': true }),
    ['program-from-writable-directory', 'unknown-program'],
  ],
  [
    'a socket as standard input',
    { 'evt.type': 'dup2', 'evt.rawres': 0, 'fd.type': 'ipv4', 'proc.name': 'python3' },
    ['reverse-shell'],
  ],
  [
    'a file made executable',
    {
      'evt.type': 'fchmodat',
      'evt.arg.mode': 'S_IXUSR|S_IRUSR',
      'fs.path.name': '/dev/shm/a',
      'proc.name': 'python3',
    },
    ['executable-written'],
  ],
  [
    'a look for the token',
    { 'evt.type': 'openat', 'fs.path.name': '/run/secrets/kubernetes.io/serviceaccount/token' },
    ['token-read'],
  ],
  ['the metadata service', connect('100.100.100.200', 80), ['metadata-service']],
  ['a pool', connect('203.0.113.9', 3333), ['miner-pool', 'undeclared-connection']],
  ['the internet', connect('203.0.113.9', 443), ['undeclared-connection']],
  ['the internet over IPv6', connect('2001:db8::1', 443), ['undeclared-connection']],
];

test.each(ATTACKS)('%s fires', (_, event, rules) => {
  expect(fired(event)).toEqual(rules);
});

test('every rule has an attack', () => {
  expect(new Set(ATTACKS.flatMap(([, , rules]) => rules))).toEqual(new Set(RUNTIME_RULES.map(({ id }) => id)));
});

const WORK: [string, FalcoEvent][] = [
  ['the server starts', start('vllm', { 'proc.pname': 'containerd-shim', 'proc.exepath': '/usr/bin/python3.12' })],
  ['a worker starts', start('python3.12')],
  ['a kernel is compiled', start('ptxas', { 'proc.exepath': '/usr/local/lib/python3.12/triton/bin/ptxas' })],
  ['host code is compiled', start('x86_64-linux-gnu-gcc-11', { 'proc.pname': 'python3' })],
  ['ninja runs a command', start('sh', { 'proc.pname': 'ninja' })],
  [
    'a linker finishes a shared object',
    { 'evt.type': 'fchmod', 'evt.arg.mode': 'S_IXUSR', 'fs.path.name': '/home/app/.triton/a.so', 'proc.name': 'ld' },
  ],
  ['the model is opened', { 'evt.type': 'openat', 'fs.path.name': '/models/qwen3-8b/model.safetensors' }],
  ['workers meet on the address of the pod', connect('10.9.8.7', 43111)],
  ['workers meet on loopback', connect('127.0.0.1', 3333)],
  ['the kernel is asked for the own address', connect('8.8.8.8', 80, { 'fd.l4proto': 'udp' })],
  ['the log is standard output', { 'evt.type': 'dup2', 'evt.rawres': 1, 'fd.type': 'pipe' }],
  ['a shell in the sidecar', { ...start('sh'), 'container.name': 'istio-proxy' }],
  ['a shell in a pod of another service', { ...start('sh'), 'k8s.pod.label[app.kubernetes.io/instance]': 'other' }],
];

test.each(WORK)('%s: nothing fires', (_, event) => {
  expect(fired(event)).toEqual([]);
});

describe('what the contract allows fires nothing', () => {
  test('a mounted token', () => {
    const contract = contractOf(newService({ apiAccess: API_ACCESS }));
    const read = { 'evt.type': 'openat', 'fs.path.name': '/var/run/secrets/kubernetes.io/serviceaccount/token' };
    expect(fired(read, contract)).toEqual([]);
    expect(tracingPolicies(contract).map(({ id }) => id)).not.toContain('token-read');
  });

  test('the API server, on its port, where pods have other addresses', () => {
    const contract = contractOf(newService({ apiAccess: API_ACCESS }), { podCidrs: ['10.9.0.0/16'] });
    expect(fired(connect('192.168.7.3', 6443), contract)).toEqual([]);
    expect(fired(connect('192.168.7.3', 22), contract)).toEqual(['undeclared-connection']);
    expect(fired(connect('10.1.2.3', 443), contract)).toEqual(['undeclared-connection']);
  });

  test('a declared program', () => {
    expect(fired(start('ffmpeg'))).toEqual(['unknown-program']);
    expect(fired(start('ffmpeg'), contractOf(newService(), { programs: ['ffmpeg'] }))).toEqual([]);
  });
});

/** Source: CRD tracingpoliciesnamespaced.cilium.io of August 2026. */
const OPERATORS = ['Prefix', 'Postfix', 'NotPostfix', 'Mask', 'DAddr', 'NotDAddr', 'DPort', 'NotDPort'];
const TYPES = ['linux_binprm', 'path', 'uint16', 'string', 'sock'];

describe('Tetragon', () => {
  const policies = tracingPolicies(contractOf(newService({ apiAccess: API_ACCESS }), { podCidrs: ['10.9.0.0/16'] }));

  test('watches every system call that opens a file for the token, and loads where a kernel lacks one', () => {
    const { kprobes } = tracingPolicies(contractOf()).find(({ id }) => id === 'token-read')!.spec as any;
    expect(kprobes.map(({ call, ignore }: any) => [call, ignore])).toEqual(
      ['sys_openat', 'sys_openat2', 'sys_open'].map((call) => [call, { callNotFound: true }]),
    );
  });

  test('sees every rule but the one over file descriptors', () => {
    const seen = tracingPolicies(contractOf()).map(({ id }) => id);
    expect(RUNTIME_RULES.map(({ id }) => id).filter((id) => !seen.includes(id))).toEqual(['reverse-shell']);
  });

  test.each(policies.map((policy) => [policy.id, policy.spec as any]))('%s has the form of the CRD', (_, spec) => {
    expect(Object.keys(spec).sort()).toEqual(['containerSelector', 'kprobes', 'podSelector']);
    // a symbol stands once in a policy, or Tetragon refuses to attach it
    const calls = spec.kprobes.map(({ call }: any) => call);
    expect(new Set(calls).size).toBe(calls.length);
    for (const { args, selectors, tags, message } of spec.kprobes) {
      expect(tags.length).toBeLessThanOrEqual(16);
      expect(message.length).toBeLessThanOrEqual(256);
      expect(args.map(({ type }: any) => TYPES.includes(type))).not.toContain(false);
      for (const { matchArgs } of selectors) {
        for (const { index, operator, values } of matchArgs) {
          expect(args.map((arg: any) => arg.index)).toContain(index);
          expect(OPERATORS).toContain(operator);
          expect(values.length).toBeGreaterThan(0);
          expect(new Set(values).size).toBe(values.length);
          expect(values.map((value: unknown) => typeof value)).not.toContain('number');
        }
      }
    }
  });

  test('lets a destination in on its ports only', () => {
    const { kprobes } = policies.find(({ id }) => id === 'undeclared-connection')!.spec as any;
    expect(kprobes[0].selectors.map(({ matchArgs }: any) => matchArgs.map(({ operator }: any) => operator))).toEqual([
      ['NotDAddr'],
      ['DAddr', 'NotDAddr', 'NotDPort'],
      ['DAddr', 'NotDAddr', 'NotDPort'],
      ['DAddr', 'NotDAddr', 'NotDPort'],
    ]);
    expect(kprobes[0].selectors[3].matchArgs[0].values).toEqual(['192.168.7.0/24']);
    expect(kprobes[0].selectors[3].matchArgs[2].values).toEqual(['6443']);
  });
});

test('the Falco file is one by the schema of Falco', () => {
  const ajv = new Ajv({ allErrors: true }).addMetaSchema(draft06);
  const isRulesFile = ajv.compile(rulesFileSchema);
  const file = falcoRules(contractOf()) as any[];
  isRulesFile(file);
  expect(isRulesFile.errors).toBeNull();
  expect(isRulesFile([...file, { ...file.at(-1), severity: 'HIGH' }])).toBe(false);
  expect(isRulesFile([...file, { ...file.at(-1), priority: 'HIGH' }])).toBe(false);
});

test('each rule holds for one engine, and says no more of an event than Falco knows', () => {
  const [version, macro, ...rules] = falcoRules(contractOf()) as any[];
  expect(version).toEqual({ required_engine_version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  expect(rules).toHaveLength(RUNTIME_RULES.length);
  for (const rule of rules) {
    expect(rule.condition.endsWith(` and ${macro.macro}`)).toBe(true);
    expect(rule.output).not.toMatch(/%(?!(evt|proc|user|fs\.path|fd)\.[a-z]+)/);
  }
  expect(new Set(rules.map(({ rule }) => rule)).size).toBe(rules.length);
});

test('a condition that is not one is refused', () => {
  for (const text of ['proc.nam = sh', 'proc.name ~ sh', 'proc.name in (sh', 'proc.name = sh)', 'proc.name = "sh']) {
    expect(() => readCondition(text)({ 'proc.name': 'sh' })).toThrow();
  }
});
