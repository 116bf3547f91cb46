import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { compareVersions } from '../../lib/engines';
import { olderThan } from '../../lib/engines/older-than';
import { fuzzing } from '../support/fuzzing';

const RELEASE = array(nat(40), { minLength: 1, maxLength: 3 }).map((numbers) => numbers.join('.'));
const VERSION = tuple(RELEASE, constantFrom('', '', 'rc1', '.post1', '.dev2', '+cpu')).map((parts) => parts.join(''));

test('the pattern finds the versions that are older, and no others', () => {
  let older = 0;
  assert(
    property(RELEASE, VERSION, (fixed, version) => {
      const isOlder = compareVersions(version, fixed) < 0;
      older += Number(isOlder);
      return new RegExp(olderThan(fixed)).test(version) === isOlder;
    }),
    fuzzing(5000),
  );
  expect(older).toBeGreaterThan(10);
});

test.each([
  ['v0.8.0', '0.33.0', true],
  ['v0.8.5-cu121', '0.33.0', true],
  ['26.03-py3', '26.05', true],
  ['26.05-py3', '26.05', false],
  ['25.12-trtllm-python-py3', '26.05', true],
  ['latest', '0.33.0', false],
  ['nightly-0.1', '0.33.0', false],
  ['v0.33.0', '0.33.0', false],
  ['v0.33.0rc2', '0.33.0', true],
  ['v15.0rc1', '15', true],
  ['v15.0', '15', false],
])('tag %s, fixed in %s: %s', (tag, fixed, isOlder) => {
  expect(new RegExp(olderThan(fixed)).test(tag)).toBe(isOlder);
});
