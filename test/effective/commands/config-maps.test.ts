/** What containers start from ConfigMaps among the objects: scripts, variables and configuration files. */
import { configMap, lines, reasons, shell, started } from './support';
import { Fields } from '../../../lib/objects/unknown-fields';

const SCRIPT = '#!/bin/bash\nset -e\nexec vllm serve /models/m --trust-remote-code "$@"\n';
const WANTED = ['vllm /models/m --trust-remote-code'];
const START = configMap('start', { 'start.sh': SCRIPT, run: SCRIPT, 'serve.py': 'import vllm' });

function mounted(fields: Fields): Fields {
  return { volumeMounts: [{ name: 'start', mountPath: '/scripts' }], ...fields };
}

test.each([
  ['run by a shell', ['bash', '/scripts/start.sh']],
  ['run itself', ['/scripts/start.sh']],
  ['without an ending', ['/scripts/run']],
  ['behind wrappers', ['tini', '--', 'env', 'X=1', '/scripts/run']],
  ['in a text of a shell', ['sh', '-c', 'cd /tmp && exec /scripts/run']],
  ['read by a shell', ['sh', '-c', '. /scripts/start.sh']],
  ['with dots in its path', ['bash', '/scripts/../scripts/./start.sh']],
])('a script that is mounted, %s', (_, command) => {
  const { launches, undecided } = started(mounted({ command }), START);
  expect(lines({ launches, undecided })).toEqual(WANTED);
  expect(launches[0].args.at(-1)!.origin).toMatch(/^ConfigMap start \((start\.sh|run)\) line \d+$/);
  expect(undecided).toEqual([]);
});

test('arguments of the container are positional parameters of the script', () => {
  const container = mounted({ command: ['/scripts/run'], args: ['--load-format=pt'] });
  const [{ args }] = started(container, START).launches;
  expect(args.map(({ text, origin }) => [text, origin !== undefined])).toEqual([
    ['/models/m', true],
    ['--trust-remote-code', true],
    ['--load-format=pt', false],
  ]);
});

test('a file of a subPath, and one of items', () => {
  const bySubPath = {
    command: ['/entrypoint'],
    volumeMounts: [{ name: 'start', mountPath: '/entrypoint', subPath: 'run' }],
  };
  expect(lines(started(bySubPath, START))).toEqual(WANTED);
});

test.each([
  [
    'of a ConfigMap that is not there',
    ['/scripts/other'],
    '/scripts/other comes from ConfigMap start, which is not among the objects or has no such text',
  ],
  ['in Python', ['python3', '/scripts/serve.py'], '/scripts/serve.py is a program of ConfigMap start (serve.py)'],
])('a script %s', (_, command, reason) => {
  expect(reasons(started(mounted({ command }), START))).toEqual([reason]);
});

test('a script of another volume', () => {
  const container = { command: ['/data/start'], volumeMounts: [{ name: 'data', mountPath: '/data' }] };
  expect(started(container).undecided).toEqual([{ reason: '/data/start comes from volume data', place: 'command[0]' }]);
});

test('variables of a whole ConfigMap, with a prefix, of which later ones and those of the container count', () => {
  const maps = [configMap('a', { ARGS: 'one', OTHER: 'a' }), configMap('b', { ARGS: '--trust-remote-code' })];
  const container = {
    command: ['vllm', 'serve'],
    args: ['/models/m', '$(ARGS)'],
    envFrom: [
      { configMapRef: { name: 'a' } },
      { configMapRef: { name: 'b' } },
      { prefix: 'P_', configMapRef: { name: 'a' } },
    ],
    env: [{ name: 'OTHER', value: '$(P_ARGS) $$(ARGS) $(NONE)' }],
  };
  const [{ args, variables }] = started(container, ...maps).launches;
  expect(args[1]).toMatchObject({ text: '--trust-remote-code', origin: 'ConfigMap b (ARGS)' });
  expect(variables.get('OTHER')).toMatchObject([{ text: 'one $(ARGS) $(NONE)' }]);
});

test('a variable that refers to a ConfigMap', () => {
  const env = [{ name: 'ARGS', valueFrom: { configMapKeyRef: { name: 'a', key: 'args' } } }];
  const there = started(shell('vllm serve /models/m $ARGS', { env }), configMap('a', { args: '--trust-remote-code' }));
  expect(lines(there)).toEqual(WANTED);
  const [{ args }] = started(shell('vllm serve /models/m $ARGS', { env })).launches;
  expect(args[1].undecided).toBe('its value comes from ConfigMap a, which is not among the objects');
});

test('a configuration file, before the arguments', () => {
  const file =
    'trust_remote_code: true\nload-format: auto\nlora-modules: [a=/tmp/a]\nkv-transfer-config: {a: 1}\nx: false\n';
  const container = {
    command: ['vllm', 'serve', '/models/m', '--conf', '/etc/vllm/config.yaml', '--load-format=safetensors'],
    volumeMounts: [{ name: 'config', mountPath: '/etc/vllm' }],
  };
  expect(lines(started(container, configMap('config', { 'config.yaml': file })))).toEqual([
    'vllm --trust-remote-code --load-format auto --lora-modules a=/tmp/a --kv-transfer-config {"a":1} ' +
      '/models/m --conf /etc/vllm/config.yaml --load-format=safetensors',
  ]);
});

test('the image of an engine starts it with the arguments', () => {
  const args = ['--model=/models/m', '$(EXTRA)'];
  const container = { image: 'vllm/vllm-openai:v0.20.0', args, envFrom: [{ configMapRef: { name: 'a' } }] };
  expect(lines(started(container, configMap('a', { EXTRA: '--trust-remote-code' })))).toEqual([
    'vllm --model=/models/m --trust-remote-code',
  ]);
});
