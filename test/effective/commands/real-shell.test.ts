/** What the model makes of a text for a shell is what bash makes of it: random words, quoted in random ways. */
import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { shell, started } from './support';
import { textsOf } from '../../../lib/effective/commands/word';
import { fuzzing } from '../../support/fuzzing';

/** Prints the arguments of each call, with a zero byte behind each and a byte of one behind all. */
const PRINT = `vllm() { printf '%s\\0' "$@"; printf '\\1'; }\n`;

function asBash(text: string): string[][] {
  const output = execFileSync('bash', ['--norc', '--noprofile', '-c', PRINT + text], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH },
  });
  return output
    .split('\x01')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1));
}

/** The kubelet takes one dollar of two away. */
function asModel(text: string): string[][] {
  return started(shell(text.replaceAll('$', () => '$$'))).launches.map(({ args }) => ['serve', ...textsOf(args)]);
}

const character = fc.constantFrom(...'ab-_=./{}[]":,\' $\\#;&|()<>*~!%');
const quotations: ((text: string) => string)[] = [
  (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`,
  (text) => `"${text.replaceAll(/["$\\]/g, String.raw`\$&`)}"`,
  (text) => text.replaceAll(/[^a-z]/g, String.raw`\$&`),
  (text) => `$'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`,
];
const piece = fc
  .tuple(fc.string({ unit: character, minLength: 1, maxLength: 6 }), fc.constantFrom(...quotations))
  .map(([text, quote]) => quote(text));
const word = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''));
const blank = fc.constantFrom(' ', '  ', '\t', ' \\\n ');
const line = fc
  .tuple(fc.array(word, { maxLength: 4 }), blank)
  .map(([words, between]) => ['vllm', 'serve', ...words].join(between));
const behind = fc.constantFrom(' # x', '; true', ' && :', ' | cat', ' 2>&1', '\n');

test('words', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(line, behind), { minLength: 1, maxLength: 3 }), (lines) => {
      const text = lines.map((parts) => parts.join('')).join('\n');
      expect(asModel(text)).toEqual(asBash(text));
    }),
    fuzzing(60),
  );
});

test.each([
  'A="a  b"; vllm serve $A "$A" ${A}c "${A:-x}" ${NONE:+y} ${A:+z}',
  'L=(a "b c" --x); L+=(d); vllm serve "${L[@]}" ${L[@]} "${L[*]}" $L',
  'set -- a "b c"; vllm serve "$@" $@ "$1" "$2"; shift; vllm serve "$@"',
  'set --; vllm serve "$@" a"$@" ""',
  'f=a; f+=b; f="$f c"; vllm serve $f; f=; vllm serve $f "$f"',
  'for x in a "b c"; do vllm serve $x; done',
  `eval "vllm serve 'a b' c"`,
  'A=1 vllm serve a && vllm serve b',
])('%s', (text) => {
  expect(asModel(text)).toEqual(asBash(text));
});
