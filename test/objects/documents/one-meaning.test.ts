import { ParsedDocument, UnreadableError } from '../../../lib/objects/documents/parse';
import { textDocuments } from '../../../lib/objects/documents/text-documents';
import { classify } from '../../../lib/scan/classify';

const read = (text: string) => new ParsedDocument({ text, line: 1 }).value();

const HEAD = 'apiVersion: v1\nkind: Pod\n';

test.each([
  ['next line', `${HEAD}# a\u0085spec: {hostPID: true}\n`, /U\+0085 is a line break to kubectl/],
  ['line separator', `${HEAD}# a\u2028spec: {hostPID: true}\n`, /U\+2028/],
  ['paragraph separator', `${HEAD}a: b\u2029c: d\n`, /U\+2029/],
  [
    'merge key behind a key that it holds',
    `${HEAD}x: &x {hostPID: true}\nspec: {hostPID: false, <<: *x}\n`,
    /merge key/,
  ],
  ['two merge keys', `${HEAD}x: &x {a: 1}\nspec:\n  <<: *x\n  b: 1\n  <<: *x\n`, /merge key|unique/],
  ['octal number of YAML 1.2', `${HEAD}spec: {uid: 0o14}\n`, /0o14 is a number to kubectl/],
  ['key twice in YAML', `${HEAD}spec: {a: 1, a: 2}\n`, /unique/],
  ['key twice in JSON', '{"apiVersion":"v1","kind":"Pod","spec":{"hostPID":false},"spec":{"hostPID":true}}', /twice/],
  ['carriage return in a line', `${HEAD}# a\rspec: {hostPID: true}\n`, /U\+000D is a line break to kubectl/],
  ['line separator in what is nearly JSON', `{"kind": "Pod", # a\u2028"spec": {"hostPID": true}}`, /U\+2028/],
  ['a tag that makes a number', `${HEAD}spec: {runAsUser: !!float 0}\n`, /the tag !!float is read differently/],
  ['a tag that makes a text', `${HEAD}spec: {path: !!binary Lw==}\n`, /the tag !!binary is read differently/],
  ['a tag of nobody', `${HEAD}spec: {path: !x /}\n`, /the tag !x is read differently/],
  ['a number as a key', `${HEAD}spec: {1.10: a}\n`, /1\.10 is a number as a key: quote it/],
  ['a colon without space', `${HEAD}command: [sh:, -c]\n`, /sh: is text to kubectl and a key to others/],
  ['an anchor with a colon', `${HEAD}spec: {a: &x:1 , b: c}\n`, /takes a part of the anchor x:1/],
  ['an alias with a colon', `${HEAD}a: &x 1\nspec: [*x:1 ]\n`, /anchor x:1|unresolved alias/i],
  ['a line of a text that begins with %', `${HEAD}a:\n#b\n  !!str c\n%YAML 1.1\n---\n`, /a directive to kubectl/],
  ['a question mark before a key', `${HEAD}spec: {?hostPID : true}\n`, /\?hostPID is a key to kubectl/],
  ['JSON before a colon', '{"kind":"Pod","spec":{"hostPID":true}}:\n', /a map is the key of a map$/],
  ['white space before JSON', '\u00a0{"kind":"Pod","spec":{"hostPID":true}}', /white space other than/],
  ['UTF-16', 'k\0i\0n\0d\0', /not in UTF-8/],
  ['bytes of no text', '\ufffd\ufffdkind: Pod', /not in UTF-8/],
  ['nested JSON', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /nested deeper/],
])('what readers read differently is refused with its place: %s', (_, text, message) => {
  try {
    read(text);
    throw new Error('nothing was refused');
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableError);
    expect((error as UnreadableError).message).toMatch(message);
    expect((error as UnreadableError).position.line).toBeGreaterThanOrEqual(1);
  }
});

test.each([
  ['a merge key before others', `c: &x {a: 1}\nd:\n  <<: *x\n  b: 2\n`, { c: { a: 1 }, d: { a: 1, b: 2 } }],
  ['a separator in JSON', '{"a":"b\u2028c","d":"e:{\\"f\\":1}"}', { a: 'b\u2028c', d: 'e:{"f":1}' }],
  ['a replacement character within a text', 'a: "b\ufffdc"\n', { a: 'b\ufffdc' }],
  ['a separator as an escape', 'a: "b\\u2028c"\n', { a: 'b\u2028c' }],
  [
    'a dot and an exponent',
    `kind: Pod\nspec: {a: ., b: +, c: e+3, d: .5, e: -1.e2}\n`,
    { kind: 'Pod', spec: { a: '.', b: '+', c: 'e+3', d: 0.5, e: -100 } },
  ],
  ['a tag in YAML that is no object', `a: !Ref b\n`, { a: 'b' }],
  [
    'a question mark in a block',
    `kind: Pod\nargs:\n  - ?x\nb: ?y\n?k: 1\n`,
    { kind: 'Pod', args: ['?x'], b: '?y', '?k': 1 },
  ],
  ['a quoted number', 'a: "0o14"\n', { a: '0o14' }],
])('what all read alike is read: %s', (_, text, value) => {
  expect(read(text)).toEqual(value);
});

test.each([{ planned_values: {} }, { values: {}, terraform_version: '1' }, { resource: {} }])(
  'an object stays one, whatever of Terraform is beside: %j',
  (beside) => {
    const { kind } = classify({ apiVersion: 'v1', kind: 'Pod', spec: { hostPID: true }, ...beside });
    expect(kind).toBe('objects');
  },
);

test('a line may come in any number of chunks', async () => {
  const documents = async (chunks: string[]) => {
    const found = [];
    for await (const { text, line } of textDocuments(chunks)) {
      found.push({ text, line });
    }
    return found;
  };
  const text = '{"a":1}\n{"b":\n2}\n---\nc: d\r\ne: f\n';
  expect(await documents([...text])).toEqual(await documents([text]));
});
