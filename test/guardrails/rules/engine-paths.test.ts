import { array, assert, constantFrom, property } from 'fast-check';
import { refusesValue } from '../../../lib/engines';
import { pathsOutsideOf } from '../../../lib/guardrails/rules/engine/other-than';
import { fuzzing } from '../../support/fuzzing';

const PIECES = [
  'a',
  '=',
  '/',
  '/models/',
  '/models',
  'x',
  '.',
  '..',
  '/tmp/x',
  ',',
  'b=',
  'some/hub',
  '-',
  '_',
  ':0.5',
];

const WORD = array(constantFrom(...PIECES), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''))
  .filter((word) => !word.startsWith('-'));

/** Whether a word names a file outside of /models: none of its paths may be elsewhere, or lead out. */
function leadsOut(word: string): boolean {
  const paths = word.replace(/^[^=/]+=/, '').split(',');
  return paths.some(
    (path) =>
      /[^=]/.test(path) && (!path.startsWith('/models/') || path.split('/').some((part) => part.startsWith('.'))),
  );
}

test('constructor and rule find each word that leads out of /models', () => {
  const setting = { name: '--lora-modules', inModels: true, reason: '' };
  const outside = new RegExp(`^--lora-modules[ =]+${pathsOutsideOf('/models/')}`);
  let refused = 0;
  assert(
    property(array(WORD, { minLength: 1, maxLength: 3 }), (words) => {
      const bad = words.filter(leadsOut);
      refused += Number(bad.length > 0);
      return (
        bad.every((word) => refusesValue(setting, word)) &&
        (bad.length === 0 || outside.test(['--lora-modules', ...words].join(' ')))
      );
    }),
    fuzzing(5000),
  );
  expect(refused).toBeGreaterThan(10);
});

test.each(['/models/a', 'x=/models/a', 'x=/models/a/b.gguf y=/models/c', '/models/a,/models/b', '/models/a:0.5'])(
  'neither finds anything in %s',
  (text) => {
    expect(new RegExp(`^${pathsOutsideOf('/models/')}`).test(text)).toBe(false);
    const setting = { name: '--lora-modules', inModels: true, reason: '' };
    expect(text.split(' ').filter((word) => refusesValue(setting, word))).toEqual([]);
  },
);
