import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { map, text, value } from './documents';
import { stringifyDocument } from '../../lib/app/yaml-writer';
import { fuzzing } from '../support/fuzzing';

/** More by `npm run fuzz`. */
const { seed, numRuns } = fuzzing(1000);

function expectSameText(document: unknown): void {
  expect(stringifyDocument(document)).toBe(Yaml.stringify(document));
}

describe('a document is written as cdk8s writes it', () => {
  test('whatever the scalars', () => {
    const property = fc.property(fc.array(text, { minLength: 1 }), (texts) =>
      expectSameText({ a: texts, b: { c: texts[0] } }),
    );
    fc.assert(property, { seed, numRuns });
  });

  test('whatever the keys', () => {
    const property = fc.property(text, text, (a, b) =>
      expectSameText({ [a]: 'x', m: { [b]: { [a]: ['x'] } }, l: [{ [a]: 1, [b]: {} }] }),
    );
    fc.assert(property, { seed, numRuns });
  });

  test('whatever the structure', () => {
    fc.assert(fc.property(map, expectSameText), { seed, numRuns });
    fc.assert(fc.property(value, expectSameText), { seed, numRuns: numRuns / 10 });
  });

  test('with an alias for an object that stands twice', () => {
    const shared = { a: 1 };
    expect(Yaml.stringify({ x: shared, y: shared })).toContain('*a1');
    expectSameText({ x: shared, y: shared });
  });

  test.each([
    ['a date', { a: new Date(0) }],
    ['a map', { a: new Map([['b', 1]]) }],
    ['an own toJSON', { a: { toJSON: () => 'b' } }],
    ['a big integer', { a: 1n }],
    ['a boxed string', { a: Object('b') }],
    ['undefined in a map', { a: undefined }],
    ['an object without a prototype', { a: Object.assign(Object.create(null), { b: 1 }) }],
    ['a list with a hole', { a: [1, , 2] }], // eslint-disable-line no-sparse-arrays
    ['a text', 'a'],
    ['undefined', undefined],
    ['nothing', {}],
  ])('with %s', (_, document) => expectSameText(document));
});

test.each(['0o14', '0o022', '-0o7', '+0o1_0'])('%s is quoted: it is a number to kubectl', (octal) => {
  expect(stringifyDocument({ a: octal, b: [octal] })).toBe(`a: "${octal}"\nb:\n  - "${octal}"\n`);
});
