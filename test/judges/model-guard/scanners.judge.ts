/** Scanners of models side by side, on our hostile files and on those by which a scanner tests itself. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HARMLESS_THOUGH_FLAGGED } from './harmless-though-flagged';
import { MODELAUDIT_SOURCE, SCANNERS } from './requirements';
import { inspectContent } from '../../../lib/model-guard/inspect-content';
import { fileOnDisk } from '../../../lib/model-guard/model-file';
import { STRICT } from '../../../lib/model-guard/policy';
import { NAMING_CODE, TEMPLATES } from '../../model-guard/hostile-files';
import { COMPUTED, UNSAFE } from '../../model-guard/hostile-templates';
import { judge, PYTHON } from '../support/judge';
import { PythonPackages } from '../support/python';
import { sourceArchive } from '../support/source-archive';

/** Reasons for which a scanner flags a file, or why it gave no answer. */
type Answer = readonly string[] | { readonly error: string } | { readonly limit: string };
type Answers = Readonly<Record<string, Readonly<Record<string, Answer>>>>;

const GUARD = 'model verify';

/** Three scanners of four read neither configurations nor templates; other tests have all of them. */
const everyThird = <T>(all: readonly T[]): T[] => all.filter((_, index) => index % 3 === 0);

judge('picklescan, modelscan, fickling and modelaudit', [PYTHON], () => {
  const root = mkdtempSync(join(tmpdir(), 'scanners-'));
  let answers: Answers;

  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };

  beforeAll(() => {
    // A scanner that asks whether it may read is nobody.
    chmodSync(root, 0o755);
    everyThird(NAMING_CODE).forEach(([, file, content], i) => write(`configurations/${i}/${file}`, content));
    everyThird(TEMPLATES).forEach(([, files], i) =>
      Object.entries(files).forEach(([file, content]) => write(`templates/${i}/${file}`, content)),
    );
    everyThird([...UNSAFE, ...COMPUTED]).forEach(([, template], i) => write(`templates/in-jinja/${i}.jinja`, template));
    cpSync(join(sourceArchive(MODELAUDIT_SOURCE), 'tests/assets'), join(root, 'modelaudit'), {
      recursive: true,
      // Findings about licences are no findings about code.
      filter: (path) => !path.endsWith('generators') && !path.endsWith('license_scenarios'),
    });
    answers = JSON.parse(new PythonPackages(SCANNERS).runOffline([join(__dirname, 'scan_files.py'), root])) as Answers;
    console.info(table());
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const refusedHere = (path: string): string[] => {
    const { objections, isOpaque } = inspectContent(fileOnDisk(path, join(root, path), 0), STRICT);
    return [...objections.map(({ reason }) => reason), ...(isOpaque ? ['format is not known'] : [])];
  };
  const isFlagged = (answer: Answer): answer is readonly string[] => Array.isArray(answer) && answer.length > 0;

  /** How many files of each folder are flagged, by whom; also how many gave no answer. */
  const table = (): string => {
    const names = Object.keys(Object.values(answers)[0]);
    const folders = [...new Set(Object.keys(answers).map((path) => path.split('/')[0]))];
    const rows = folders.map((folder) => {
      const paths = Object.keys(answers).filter((path) => path.startsWith(`${folder}/`));
      const flagged = names.map((name) => {
        const given = paths.map((path) => answers[path][name]);
        const failed = given.filter((answer) => !Array.isArray(answer)).length;
        return `${given.filter(isFlagged).length}${failed > 0 ? ` (${failed} not read)` : ''}`;
      });
      return [
        folder,
        String(paths.length),
        String(paths.filter((path) => refusedHere(path).length > 0).length),
        ...flagged,
      ];
    });
    return [['files', 'n', GUARD, ...names], ...rows].map((row) => row.join(' | ')).join('\n');
  };

  test('each scanner flags some of them, so that it was run', () => {
    const silent = ['picklescan', 'modelscan', 'fickling', 'modelaudit'].filter(
      (name) => Object.values(answers).filter((answer) => isFlagged(answer[name])).length < 20,
    );
    expect(silent).toEqual([]);
  });

  test('what any of them flags is refused here, or it is said why it is harmless', () => {
    const passing = Object.entries(answers)
      .filter(([path]) => refusedHere(path).length === 0)
      .flatMap(([path, by]) =>
        Object.entries(by)
          .filter(([, answer]) => isFlagged(answer))
          .map(([name, answer]) => `${path}: ${name}: ${String(answer)}`),
      );
    const harmless = (line: string) => HARMLESS_THOUGH_FLAGGED.some(({ file }) => line.startsWith(`${file}: `));
    expect(passing.filter((line) => !harmless(line))).toEqual([]);
    expect(HARMLESS_THOUGH_FLAGGED.filter(({ file }) => !passing.some((line) => line.startsWith(`${file}: `)))).toEqual(
      [],
    );
  });

  test('every pickle, configuration and template that was written to do harm is refused', () => {
    const ours = Object.keys(answers).filter((path) => !path.startsWith('modelaudit/'));
    expect(ours.length).toBeGreaterThan(90);
    expect(ours.filter((path) => refusedHere(path).length === 0)).toEqual([]);
  });
});
