import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REQUIREMENTS } from './requirements';
import { inspectContent } from '../../../lib/model-guard/inspect-content';
import { fileOnDisk } from '../../../lib/model-guard/model-file';
import { STRICT } from '../../../lib/model-guard/policy';
import { judge, PYTHON } from '../support/judge';
import { PythonPackages } from '../support/python';

const MUTATED = 4000;

/** A path, the scanners that detect it, and those that a limit of memory or time ended. */
type Answer = [path: string, detectedBy: string[], exhausted: [scanner: string, limit: string][]];

judge('picklescan, fickling and the pickle machine of Python', [PYTHON], () => {
  const root = mkdtempSync(join(tmpdir(), 'pickles-'));
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 32);
  let answers: Answer[];

  beforeAll(() => {
    new PythonPackages(REQUIREMENTS).run([join(__dirname, 'write_pickles.py'), root, String(MUTATED), String(seed)]);
    answers = JSON.parse(readFileSync(join(root, 'answers.json'), 'utf8')) as Answer[];
    const exhausted = answers.filter(([, , limits]) => limits.length > 0);
    console.info(`seed ${seed}; ${exhausted.length} of ${answers.length} pickles exhaust a scanner`, exhausted);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const refused = (path: string) => {
    const { objections, isOpaque } = inspectContent(fileOnDisk(path, join(root, path), 0), STRICT);
    return isOpaque || objections.length > 0;
  };

  test('every disguise of a pickle is refused, whoever else detects it', () => {
    const disguised = answers.filter(([path]) => !path.startsWith('mutated/'));
    expect(disguised.length).toBeGreaterThan(2000);
    expect(disguised.filter(([path]) => !refused(path))).toEqual([]);
  });

  /** The memo of the machine in C grows with its largest index; that in Python, which has a dict, answers for it. */
  test('what no scanner can answer within its limits is refused', () => {
    const unanswered = answers.filter(
      ([, by, limits]) => by.length === 0 && limits.some(([scanner]) => scanner !== 'python'),
    );
    expect(unanswered.filter(([path]) => !refused(path))).toEqual([]);
  });

  test.each(['picklescan', 'fickling', 'python', 'python in Python'])(
    'every mutated pickle that %s detects is refused',
    (name) => {
      const detected = answers.filter(([path, by]) => path.startsWith('mutated/') && by.includes(name));
      expect(detected.length).toBeGreaterThan(500);
      expect(detected.filter(([path]) => !refused(path))).toEqual([]);
    },
  );
});
