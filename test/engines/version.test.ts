import * as fc from 'fast-check';
import { compareVersions, isVersion } from '../../lib/engines/version';
import { fuzzing } from '../support/fuzzing';

test.each([
  ['0.33.0', '0.33'],
  ['0.32.0+cpu', '0.32.0'],
  ['v1.2', '1.2.0'],
])('%s is the same as %s', (a, b) => {
  expect(compareVersions(a, b)).toBe(0);
});

test('releases and their stages in their order', () => {
  const ordered = [
    '0.9.2',
    '0.33.0.dev1',
    '0.33.0a1',
    '0.33.0b2',
    '0.33.0rc1',
    '0.33.0rc2',
    '0.33.0',
    '0.33.0.post1',
    '26.09',
    '1!0.1',
  ];
  const shuffled = [...ordered].reverse();
  expect(shuffled.sort(compareVersions)).toEqual(ordered);
});

test.each(['', 'latest', '0.33.x', '1..2', '0.33.0-cuda'])('%j is not a version', (text) => {
  expect(isVersion(text)).toBe(false);
  expect(() => compareVersions(text, '1.0')).toThrow(`not a version: ${text}`);
});

test('the order is one order', () => {
  const version = fc
    .tuple(fc.array(fc.nat(40), { minLength: 1, maxLength: 3 }), fc.constantFrom('', 'rc1', '.post2', '.dev3'))
    .map(([release, suffix]) => release.join('.') + suffix);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }
    }),
    fuzzing(100),
  );
});
