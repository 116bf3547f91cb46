import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { isWrittenAs } from '../../lib/private/written-as';
import { fuzzing } from '../support/fuzzing';

const scalar = fc.oneof(fc.constantFrom<unknown>('a', '1', 1, 0, -0, true, 'true', null), fc.string({ maxLength: 3 }));

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

test('a copy is written as its original', () => {
  fc.assert(
    fc.property(value, (one) => isWrittenAs(one, structuredClone(one))),
    fuzzing(100),
  );
});

test('what is taken for the same is written the same', () => {
  const property = fc.property(value, value, (one, other) => {
    expect(isWrittenAs(one, other) && Yaml.stringify(one) !== Yaml.stringify(other)).toBe(false);
  });
  fc.assert(property, fuzzing(2000));
});

test.each([
  ['order of fields', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['a field more', { a: 1 }, { a: 1, b: 2 }],
  ['an item less', [1, 2], [1]],
  ['order of items', [1, 2], [2, 1]],
  ['a text and a number', { a: '1' }, { a: 1 }],
  ['a list and a map', [], {}],
  ['a map and nothing', { a: {} }, { a: null }],
  ['the sign of zero', 0, -0],
])('a difference in %s is seen', (_, one, other) => {
  expect(isWrittenAs(one, other)).toBe(false);
  expect(isWrittenAs(other, one)).toBe(false);
});
