import * as fc from 'fast-check';
import { printable, problemText } from '../../../lib/guardrails/report/text';
import { fuzzing } from '../../support/fuzzing';

test.each([
  ['web', 'web'],
  ['two words, שלום', 'two words, שלום'],
  ['\u001b[2K\rpassed', '[U+001B][2K[U+000D]passed'],
  ['\u009b31m', '[U+009B]31m'],
  ['one\npassed: nothing', 'one[U+000A]passed: nothing'],
  ['a\u202Egnp.exe', 'a[U+202E]gnp.exe'],
])('%j is printed as %s', (text, printed) => {
  expect(printable(text)).toBe(printed);
});

test('no text within a value commands a terminal, and nothing else of it changes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      // eslint-disable-next-line no-control-regex -- what terminals obey
      expect(JSON.stringify(printable(value))).not.toMatch(/\\u00[01]|[\u007f-\u009f]|\\[nrtbf]/);
    }),
    fuzzing(300),
  );
  expect(printable({ name: 'web', ports: [80], tls: undefined, on: true, none: null })).toEqual({
    name: 'web',
    ports: [80],
    tls: undefined,
    on: true,
    none: null,
  });
});

test('a problem of the whole run has no place', () => {
  const problem = { line: 1, column: 2, message: 'not read' };
  expect(problemText({ ...problem, file: 'a.yaml' })).toBe('a.yaml:1:2: not read');
  expect(problemText({ ...problem, file: '' })).toBe('not read');
});
