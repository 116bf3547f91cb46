/** Where findings about starts stand: an argument of the container, or a line of a ConfigMap. */
import { configMap, shell, started } from './support';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { RULES } from '../../../lib/guardrails/rules';
import { Fields } from '../../../lib/objects/unknown-fields';

test.each<[what: string, container: Fields, place: string]>([
  ['a script of the image', { command: ['tini', '--', '/opt/start.sh'] }, 'command[2]'],
  ['arguments of an image with an entry point', { args: ['bash', '/opt/start'] }, 'args[1]'],
  ['a text of a shell', shell('. /etc/profile.d/engine; vllm serve /m'), 'command[2]'],
  ['a shell in a shell', shell(`bash -c 'bash -c "$(cat /flags)"'`), 'command[2]'],
  ['a text for Python', { command: ['python3'], args: ['-c', 'import vllm'] }, 'command[0]'],
  ['a script', { command: ['sh'], args: ['/start/run'] }, 'ConfigMap start (run) line 3'],
])('%s', (_, container, place) => {
  const volumeMounts = [{ name: 'start', mountPath: '/start' }];
  const START = configMap('start', { run: '#!/bin/sh\n# engine\n. /flags; bash /opt/start\n' });
  expect(started({ volumeMounts, ...container }, START).undecided[0].place).toBe(place);
});

const container = {
  name: 'engine',
  volumeMounts: [{ name: 'start', mountPath: '/start' }],
  envFrom: [{ configMapRef: { name: 'env' } }],
};

test.each<[what: string, command: string[], finding: string]>([
  ['a line of a script', ['/start/run.sh'], 'ConfigMap start (run.sh) line 4 sets --trust-remote-code,'],
  ['a text that a script evaluates', ['/start/eval.sh'], 'ConfigMap start (eval.sh) line 2 sets --trust-remote-code,'],
  ['a script that a script reads', ['/start/outer.sh'], 'ConfigMap start (run.sh) line 4 sets --trust-remote-code,'],
  [
    'a line of a file',
    ['vllm', 'serve', '/m', '--config=/start/c.yaml'],
    'ConfigMap start (c.yaml) line 3 sets --tokenizer,',
  ],
  [
    'a file of one setting',
    ['vllm', 'serve', '/m', '--config=/start/d.yaml'],
    'ConfigMap start (d.yaml) line 1 sets --worker-cls,',
  ],
  ['an address of weights', ['/start/s3.sh'], 'ConfigMap start (s3.sh) line 1 names an address'],
  ['a variable', ['vllm', 'serve', '/m'], 'ConfigMap env (VLLM_SERVER_DEV_MODE) sets VLLM_SERVER_DEV_MODE,'],
])('a dangerous setting: %s', (_, command, finding) => {
  const objects = [
    configMap('start', {
      'run.sh': '#!/bin/sh\n# serves\nexec vllm serve /models/m \\\n  --trust-remote-code\n',
      'eval.sh': '# serves\neval "vllm serve /m --trust-remote-code"\n',
      'outer.sh': '#!/bin/sh\n\n. /start/run.sh\n',
      's3.sh': 'exec vllm serve --model=s3://bucket/model',
      'd.yaml': 'worker_cls: evil.Worker',
      'c.yaml': '# flags\nmax-num-seqs: 8\n"tokenizer": /tmp/other\n',
    }),
    configMap('env', { VLLM_SERVER_DEV_MODE: '1' }),
    {
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'engine' } },
      spec: { containers: [{ ...container, command }], volumes: [{ name: 'start', configMap: { name: 'start' } }] },
    },
  ];
  const found = evaluateManifests(
    objects,
    {},
    RULES.filter(({ id }) => id === 'SAI-ENG-009'),
  );
  expect(found.map(({ detail }) => detail)).toContainEqual(expect.stringContaining(finding));
});
