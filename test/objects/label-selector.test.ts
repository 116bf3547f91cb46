import { selects } from '../../lib/objects/label-selector';

const labels = { app: 'qwen', tier: 'gpu' };
const expression = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, values }],
});

test.each([
  ['nothing asked', {}, true],
  ['a label', { matchLabels: { app: 'qwen' } }, true],
  ['another value', { matchLabels: { app: 'other' } }, false],
  ['one label too many', { matchLabels: { app: 'qwen', a: 'b' } }, false],
  ['In', expression('app', 'In', 'a', 'qwen'), true],
  ['In, not there', expression('zone', 'In', 'a'), false],
  ['NotIn', expression('app', 'NotIn', 'qwen'), false],
  ['NotIn, not there', expression('zone', 'NotIn', 'a'), true],
  ['Exists', expression('tier', 'Exists'), true],
  ['DoesNotExist', expression('tier', 'DoesNotExist'), false],
])('%s', (_, selector, selected) => {
  expect(selects(selector, labels)).toBe(selected);
});
