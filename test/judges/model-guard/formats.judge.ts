import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { REQUIREMENTS } from './requirements';
import { BufferSource } from '../../../lib/model-guard/byte-source';
import { inspectModel } from '../../../lib/model-guard/inspect';
import { inspectContent } from '../../../lib/model-guard/inspect-content';
import { fileWithin } from '../../../lib/model-guard/model-file';
import { STRICT } from '../../../lib/model-guard/policy';
import { mutate, mutations } from '../../model-guard/mutations';
import { judge, PYTHON } from '../support/judge';
import { PythonPackages } from '../support/python';

/** Mutated headers for each format. */
const MUTATIONS = 10_000;
/** Bytes at the front in which a file says what the rest is. */
const HEADERS: Readonly<Record<string, number>> = { safetensors: 700, gguf: 1500, onnx: 400 };
const REFUSED: Readonly<Record<string, string>> = {
  microsoft: 'custom-operator',
  contrib: 'custom-operator',
  parent: 'outside-directory',
  absolute: 'outside-directory',
  missing: 'missing-file',
  objects: 'pickle',
  arrays: 'pickle',
  records: 'pickle',
};

judge('the packages that define the formats', [PYTHON], () => {
  const root = mkdtempSync(join(tmpdir(), 'formats-'));
  let packages: PythonPackages;

  beforeAll(() => {
    packages = new PythonPackages(REQUIREMENTS);
    packages.run([join(__dirname, 'write_models.py'), root]);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each(['safetensors', 'gguf', 'onnx', 'numpy'])('what %s writes passes', (format) => {
    const { refusals, files } = inspectModel(join(root, format), STRICT);
    expect(refusals).toEqual([]);
    expect(files.length).toBeGreaterThan(2);
  });

  test.each(Object.entries(REFUSED))('%s is refused', (name, rule) => {
    const rules = inspectModel(join(root, 'refused', name), STRICT).refusals.map((refusal) => refusal.rule);
    expect(rules).toContain(rule);
  });

  test.each(Object.entries(HEADERS))(
    `of ${MUTATIONS} mutated headers of %s, none crashes the guard and none passes that the package cannot read`,
    (format, header) => {
      const passed = join(root, 'passed', format);
      mkdirSync(passed, { recursive: true });
      const originals = readdirSync(join(root, format))
        .filter((name) => name.endsWith(`.${format}`))
        .map((name) => readFileSync(join(root, format, name)));
      let count = 0;
      fc.assert(
        fc.property(fc.constantFrom(...originals), mutations, (original, changes) => {
          const bytes = mutate(original, header, changes);
          const source = new BufferSource(bytes);
          const { objections, references } = inspectContent(fileWithin(`model.${format}`, source), STRICT);
          if (objections.length === 0 && references.length === 0) {
            writeFileSync(join(passed, `${count++}.${format}`), bytes);
          }
        }),
        { numRuns: MUTATIONS, seed: 20261124 },
      );
      expect(packages.run([join(__dirname, 'read_models.py'), passed])).toBe('');
    },
  );
});
