import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { ParsedDocument } from '../../../lib/objects/documents/parse';
import { readPlainYaml } from '../../../lib/objects/documents/plain-yaml';
import { fuzzing } from '../../support/fuzzing';

/** More by `npm run fuzz`. */
const { seed, numRuns } = fuzzing(300);

/** What the yaml library makes of a text: the tab is none that the plain reader reads. */
function byLibrary(text: string): unknown {
  return new ParsedDocument({ text: `#\t\n${text}`, line: 1 }).value();
}

/**
 * Undefined is always a right answer; anything else has to be what the library says.
 *
 * @returns whether it was read
 */
function isSame(text: string): boolean {
  const read = readPlainYaml(text);
  if (read !== undefined) {
    expect({ text, value: read }).toEqual({ text, value: byLibrary(text) });
    const [own, library] = [text, `#\t\n${text}`].map((each, i) => new ParsedDocument({ text: each, line: 1 - i }));
    for (const path of pathsIn(read)) {
      expect({ text, path, ...own.positionOf(path) }).toEqual({ text, path, ...library.positionOf(path) });
      expect([text, path, own.has(path)]).toEqual([text, path, library.has(path)]);
    }
  }
  return read !== undefined;
}

/** Of every value, and of one more below it that is not there. */
function pathsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const within = entries.flatMap(([key, field]) => pathsIn(field, [...path, Array.isArray(value) ? Number(key) : key]));
  return [path, [...path, 'not there', 0], ...within];
}

const PIECES = [
  ...[
    'a',
    'b-c',
    'key',
    'yes',
    'On',
    'n',
    'null',
    '~',
    'NULL',
    'true',
    'False',
    '0',
    '1',
    '-1',
    '007',
    '1_0',
    '1e3',
    '0x1f',
  ],
  ...['0o7', '0b1', '.5', '1.5', '.inf', '.nan', '1:30', '2026-01-01', '100m', '1.2.3', '10.0.0.0/8', '::1/128', '25%'],
  ...[
    '--flag',
    '-x',
    '-',
    '- ',
    '-  ',
    ': ',
    ':',
    ':\n',
    ': |\n',
    ': |-\n',
    ': >\n',
    ': |2\n',
    ': |+\n',
    '\n',
    '\n\n',
    '\n ',
    '\n  ',
  ],
  ...[
    '\n    ',
    ' ',
    '  ',
    ' #',
    '#',
    ' # c',
    '"',
    "'",
    '"a"',
    "'b'",
    "''",
    '"\\n"',
    '"\\x41"',
    '"\\u00e9"',
    '{}',
    '[]',
    '{',
    '}',
    '[',
  ],
  ...[
    ']',
    ',',
    '&x',
    '*x',
    '!t',
    '!!str',
    '?',
    '? ',
    '%',
    '@',
    '`',
    '|',
    '>',
    '---',
    '...',
    '<<',
    '=',
    '\\',
    '\t',
    'é',
    '€',
    '{{ x }}',
  ],
  ...[
    'a: 1\n',
    'a: 1\n  b: 2\n',
    '- a\n',
    '- a: 1\n  b: 2\n',
    '- - 1\n',
    'x:\n- 1\n',
    'x:\n  - 1\n',
    '"q": 1\n',
    '__proto__: 1\n',
  ],
];
const piece = fc.constantFrom(...PIECES);
const soup = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

/** Documents as the library writes them, with some words as keys and texts. */
function documents(word: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const { value, map } = fc.letrec((tie) => ({
    map: fc.dictionary(word, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    value: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.oneof(fc.boolean(), fc.constant(null), fc.integer()),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('map'),
    ),
  }));
  return fc
    .tuple(fc.oneof(map, map, fc.array(value)), fc.boolean(), fc.boolean())
    .map(([content, indentSeq, isWide]) =>
      stringify(content, { version: '1.1', indentSeq, lineWidth: isWide ? 0 : 80 }),
    );
}

const tame = fc.oneof(
  fc.stringMatching(/^[a-z][a-z.-]{0,5}$/),
  fc.constantFrom('1', 'no', 'a: b', 'one\ntwo\n', 'a\n\n b', '1.2.3', '5m'),
);
const wild = fc.oneof(
  piece,
  fc.string({ maxLength: 12 }),
  fc.double().map(String),
  fc.constantFrom('\n x\n', ' a', 'a '),
);

/** A document with something else in one place. */
const damaged = fc.tuple(documents(tame), fc.nat(), fc.nat({ max: 3 }), piece).map(([text, at, length, other]) => {
  const start = at % (text.length + 1);
  return text.slice(0, start) + other + text.slice(start + length);
});

test.each([
  ['any text', soup, 0],
  ['documents', documents(tame), 0.3],
  ['documents of strange words', documents(wild), 0.03],
  ['damaged documents', damaged, 0.03],
])('reads as the library reads: %s', (_, texts, share) => {
  let read = 0;
  const property = fc.property(texts, (text) => {
    read += isSame(text) ? 1 : 0;
  });
  fc.assert(property, { numRuns, seed });
  expect(read).toBeGreaterThanOrEqual(numRuns * share);
});

test('reads what cdk8s, Helm and kubectl write', () => {
  const text = `---
# Source: chart/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: "a"
  labels: {}
  annotations:
    note: 'it''s'
    say: "a \\"b\\"\\n\\u00e9" # why
spec:
  replicas: 3
  template:
    spec:
      automountServiceAccountToken: false
      nodeName:
      containers:
      - name: engine
        args: [] # none

        env:
          - name: VERSION
            value: 0.33.0
          - {}
        command:
          - sh
          - -c
          - |
            if true; then
              echo "a: b" # no comment

            fi
      - name: |-
          second
`;
  expect(isSame(text)).toBe(true);
});

test.each([
  'a: yes',
  'a: 007',
  'a: 1.5',
  'a: [b]',
  'a: b: c',
  'a: b\n  c',
  'a: &x b',
  'a: 1\na: 2',
  'a:\n\t- b',
  '? a',
  'a',
  '',
])('leaves %j to the library', (text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});
