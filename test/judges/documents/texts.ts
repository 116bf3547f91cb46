import * as fc from 'fast-check';

/** Scalars that readers of YAML 1.1, of YAML 1.2 and of JSON take for different things. */
const SCALARS = [
  ...['a', 'true', 'y', 'No', 'on', 'OFF', 'null', 'Null', '~', '""', "''", "'it''s'", '"\\u0041\\x41"', '"a\\\n  b"'],
  ...['0', '-1', '+12', '012', '08', '0o14', '0x1F', '0b11', '1_000', '1__0', '190:20:30', '1:30', '9007199254740993'],
  ...['18446744073709551616', '.5', '1.', '1e3', '1E+3', '-.inf', '.NaN', '0.1e1', '6.02_3', '2026-01-01'],
  ...['2026-01-01T00:00:00Z', '!!str 1', '!!int "3"', '!!float 3', '!!bool "yes"', '!!binary aGk=', '!local x', '! 12'],
  ...['&x 1', '*x', '&y {b: 1}', '*y', '<<', '=', '- a', '-', '?', '@a', '`a', '%a', 'a: b', 'a #b', 'a#b', '#'],
  ...[
    '|\n  line\n  line\n',
    '|-\n  line\n\n',
    '>+\n  folded\n  more\n\n',
    '|2\n   three\n',
    'two\n  lines',
    '{}',
    '[]',
  ],
  ...['{a: 1, b}', '[a, b: 1]', '{? a : 1}', '{a: 1, a: 2}', '"a": 1', '{"a":1,"b":[true]}', '[1,2,]', '{a:1}', '\t'],
];
const KEYS = ['a', 'b', 'c', 'spec', 'y', 'true', '1', '1.0', '"a"', "'b'", '<<', '? a', '~', '!!str b', '&k d', '-'];
const BETWEEN = [
  '---\n',
  '--- # c\n',
  '---\r\n',
  '...\n',
  '---\n---\n',
  '\n',
  '--- \t\n',
  '%YAML 1.1\n---\n',
  '# c\n',
  '---x\n',
];
const NOISE = [
  ...[
    ' ',
    '\n',
    '\t',
    '\r',
    '\r\n',
    ':',
    ': ',
    '- ',
    '#',
    ' #',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '&x ',
    '*x',
    '!',
    '|',
    '>',
  ],
  ...[
    '---\n',
    '...\n',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u00a0',
    '\u0000',
    '\u007f',
    '\ud7ff',
    '😀',
    '<<: *y\n',
    '\\',
    '%',
  ],
];

const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`);

/** Others are often cut off or stand where they must not. */
const SURE = [
  'a',
  'no',
  '12',
  '012',
  '0x1F',
  '1_000',
  '1e3',
  '.5',
  '"\\x41"',
  '&x 1',
  '{a: 1, b: [y]}',
  '|\n  line\n',
  'two\n  lines',
];

const scalar = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...SURE) }, fc.constantFrom(...SCALARS));

const pairs = (arbitrary: fc.Arbitrary<string>) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...KEYS), arbitrary, fc.constantFrom(': ', ':  ', ':')), {
      minLength: 1,
      maxLength: 3,
      selector: ([key]) => key.replace(/^(\?|!!str|&k) |["']|\.0$/g, ''),
    })
    .map((all) => all.map(([key, value, colon]) => `${key}${colon}${value}`).join('\n'));

const { value } = fc.letrec<{ block: string; value: string }>((tie) => ({
  value: fc.oneof(
    { weight: 3, arbitrary: scalar },
    tie('block').map((text) => `\n  ${indented(text, 2)}`),
  ),
  block: fc.oneof(
    { depthSize: 'small' },
    scalar,
    pairs(tie('value')),
    fc
      .array(tie('value'), { minLength: 1, maxLength: 3 })
      .map((items) => items.map((item) => `- ${indented(item, 2)}`).join('\n')),
  ),
}));

const HEADS = [
  'kind: Pod\n',
  'apiVersion: v1\nkind: List\n',
  '"kind": "Pod"\n',
  '# c\nkind:  Pod # c\n',
  '? kind\n: Pod\n',
  '',
];

const block = fc.tuple(fc.constantFrom(...HEADS), pairs(value)).map((parts) => parts.join(''));

const json = fc
  .array(
    fc.json({ maxDepth: 3 }).map((inner) => `{"kind":"Pod","spec":${inner}}`),
    { minLength: 1, maxLength: 3 },
  )
  .chain((values) => fc.constantFrom('\n', '', ' ', '\n---\n').map((between) => values.join(between)));

const stream = fc
  .array(fc.tuple(block, fc.constantFrom('\n', ...BETWEEN.map((text) => `\n${text}`))), { minLength: 1, maxLength: 3 })
  .map((documents) => documents.map(([text, end]) => text + end).join(''));

const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', ...NOISE)), { maxLength: 2 });

/** Texts as bytes: what people and programs write, and what they write when something slips in. */
export const texts: fc.Arbitrary<Buffer> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: stream }, json), edits)
  .map(([text, changes]) => {
    const edited = changes.reduce((now, [at, removed, added]) => {
      const offset = at % (now.length + 1);
      return now.slice(0, offset) + added + now.slice(offset + removed);
    }, text);
    return Buffer.from(edited);
  });
