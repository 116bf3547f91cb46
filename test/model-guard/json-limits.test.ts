import { parseJson } from '../../lib/model-guard/json';

test('a header of more values than any weights have is refused', () => {
  expect(() => parseJson(`[${'1,'.repeat(1_000_000)}1]`, { numbers: 'whole' })).toThrow(/more than 1000000 values/);
});
