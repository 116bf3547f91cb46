import { quantityOf } from '../../lib/objects/quantity';

test.each([
  ['1', 1],
  [2, 2],
  ['100m', 0.1],
  ['0.1', 0.1],
  ['1.5Gi', 1610612736],
  ['1536Mi', 1610612736],
  ['1e3', 1000],
  ['1k', 1000],
  ['5n', 5e-9],
])('%s is %s', (text, value) => {
  expect(quantityOf(text)).toBe(value);
});

test.each(['', 'Gi', '1GiB', 'one', undefined, {}])('%p is no quantity', (value) => {
  expect(quantityOf(value)).toBeUndefined();
});
