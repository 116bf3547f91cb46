/** Texts of shells: what they start, and what nobody knows before they run. */
import { lines, reasons, shell, started } from './support';

const WANTED = ['vllm /models/m --trust-remote-code'];

test.each([
  ['plain', 'vllm serve /models/m --trust-remote-code'],
  ['exec', 'exec vllm serve /models/m --trust-remote-code'],
  ['quotes within a word', `vllm serve /models/m --trust-"remote"-c'od'e`],
  ['escaped characters', String.raw`vllm serve /models/m --tr\ust-remote-code`],
  ['ANSI quotes', String.raw`vllm serve /models/m $'\x2d-trust-remote-code'`],
  ['a program in ANSI quotes', String.raw`$'\x76llm' serve /models/m --trust-remote-code`],
  ['line continuations', 'vllm serve /models/m \\\n  --trust-remo\\\nte-code'],
  ['a comment behind', 'vllm serve /models/m --trust-remote-code # --load-format=safetensors'],
  ['env', 'env X=1 vllm serve /models/m --trust-remote-code'],
  ['env without variables', 'env -i -u HOME X=1 vllm serve /models/m --trust-remote-code'],
  ['an assignment in front', 'X=1 vllm serve /models/m --trust-remote-code'],
  ['commands before', 'set -e; ulimit -c 0 && cd /app && vllm serve /models/m --trust-remote-code'],
  ['a pipe behind', 'vllm serve /models/m --trust-remote-code 2>&1 | tee /tmp/log'],
  ['in the background', 'vllm serve /models/m --trust-remote-code & wait'],
  ['a subshell', '(vllm serve /models/m --trust-remote-code)'],
  ['a shell in the shell', `bash -lc 'exec vllm serve /models/m --trust-remote-code'`],
  ['a shell in a wrapper', `exec tini -g -- bash -euo pipefail -c "vllm serve /models/m --trust-remote-code"`],
  ['numactl', 'numactl --cpunodebind=0 --membind 0 vllm serve /models/m --trust-remote-code'],
  ['timeout and nice', 'timeout -k 5 1d nice -n 10 vllm serve /models/m --trust-remote-code'],
  ['variables of the script', 'M=/models/m\nF="--trust-remote"\nvllm serve "$M" ${F}-code'],
  ['appended to a variable', 'F=--trust; F+=-remote-code; vllm serve /models/m $F'],
  ['a variable of several words', 'F="/models/m --trust-remote-code"; vllm serve $F'],
  ['a list', 'A=(/models/m); A+=(--trust-remote-code); vllm serve "${A[@]}"'],
  ['positional parameters', 'set -- /models/m --trust-remote-code; exec vllm serve "$@"'],
  ['eval', `eval "vllm serve /models/m --trust-remote-code"`],
  ['a loop', 'for f in --trust-remote-code; do vllm serve /models/m $f; done'],
  ['a branch', 'if true; then vllm serve /models/m --trust-remote-code; fi'],
  ['a function', 'run() { exec vllm serve /models/m --trust-remote-code; }; run'],
])('%s', (_, text) => {
  expect(lines(started(shell(text)))).toEqual(WANTED);
});

test('positional parameters come from the arguments of the container', () => {
  const container = {
    command: ['bash', '-c', 'exec vllm serve "$@"', 'bash'],
    args: ['/models/m', '--trust-remote-code'],
  };
  expect(lines(started(container))).toEqual(WANTED);
});

test('variables of the container are replaced', () => {
  const env = [
    { name: 'MODEL', value: '/models/m' },
    { name: 'EXTRA_ARGS', value: '--trust-remote-code' },
  ];
  expect(lines(started(shell('vllm serve $MODEL ${EXTRA_ARGS}', { env })))).toEqual(WANTED);
});

test.each([
  ['a variable', 'vllm serve $MODEL', '$MODEL has no value in the manifests'],
  [
    'a default, which the image may replace',
    'vllm serve ${MODEL:-/models/m}',
    '${MODEL:-/models/m} has no value in the manifests',
  ],
  ['the output of a command', 'vllm serve /models/m $(cat /flags)', '$(cat /flags) is the output of a command'],
  [
    'the output of a command in old quotes',
    'vllm serve /models/m `cat /flags`',
    '`cat /flags` is the output of a command',
  ],
  ['braces', 'vllm serve /models/m --{trust-remote-code,x}', '{trust-remote-code,x} is computed by a shell'],
  ['a condition', 'if [ -e /x ]; then F=--trust-remote-code; fi; vllm serve /models/m $F', '$F depends on a condition'],
  ['an input', 'read F; vllm serve /models/m $F', '$F is read from an input'],
])('an argument that nobody knows: %s', (_, text, reason) => {
  const [{ args }] = started(shell(text)).launches;
  expect(args.map(({ undecided }) => undecided)).toContain(reason);
});

test.each([
  ['a program in a variable', '$CMD serve /models/m', '$CMD has no value in the manifests'],
  [
    'a shell that reads its input',
    'echo dmxsbSBzZXJ2ZQ== | base64 -d | sh',
    'a shell runs what it reads from its input',
  ],
  ['a document for a shell', 'bash <<EOF\nvllm serve /models/m\nEOF', 'a shell runs what it reads from its input'],
  ['a script of the image', 'bash /opt/start', '/opt/start is a script of the image'],
  [
    'a file that is read',
    '. /etc/profile.d/engine; vllm serve /m',
    'the shell reads /etc/profile.d/engine, which is not among the objects',
  ],
  ['Python', `python3 -c 'import vllm'`, 'Python runs a text of its command line'],
  ['xargs', 'cat /flags | xargs vllm-start', 'xargs takes arguments from its input'],
  ['a text that does not end', `vllm serve 'x`, 'a script cannot be read: unterminated single quote'],
])('a program that nobody knows: %s', (_, text, reason) => {
  expect(reasons(started(shell(text)))).toContain(reason);
});

test('a script that calls itself ends', () => {
  expect(reasons(started(shell(`f='eval "$f"'; eval "$f"`)))).toContain('scripts read each other without end');
});
