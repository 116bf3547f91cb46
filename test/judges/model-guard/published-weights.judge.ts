/** Graphs by which backends of ONNX are tested, and vocabularies that llama.cpp carries as GGUF: none is refused. */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REQUIREMENTS } from './requirements';
import { inspectContent } from '../../../lib/model-guard/inspect-content';
import { fileOnDisk } from '../../../lib/model-guard/model-file';
import { STRICT } from '../../../lib/model-guard/policy';
import { judge, PYTHON } from '../support/judge';
import { llamaCppSource } from '../support/llama-cpp-source';
import { PythonPackages } from '../support/python';

judge('backend cases of ONNX 1.23.2 and vocabularies of llama.cpp', [PYTHON], () => {
  const cases = mkdtempSync(join(tmpdir(), 'backend-cases-'));

  beforeAll(() => {
    chmodSync(cases, 0o777);
    new PythonPackages(REQUIREMENTS).run([join(__dirname, 'write_backend_cases.py'), cases]);
  });
  afterAll(() => rmSync(cases, { recursive: true, force: true }));

  /** What is said of files of a format, where it is anything. */
  const objectionsTo = (folder: string, format: string) => {
    const names = readdirSync(folder).filter((name) => name.endsWith(`.${format}`));
    const read = names.map((name) => ({ name, ...inspectContent(fileOnDisk(name, join(folder, name), 0), STRICT) }));
    const refused = read
      .filter((content) => content.objections.length > 0 || content.format !== format)
      .map(({ name, format: actual, objections }) => [name, actual, ...objections.map(({ reason }) => reason)]);
    return { count: names.length, refused };
  };

  test('graphs of every operator pass', () => {
    const { count, refused } = objectionsTo(cases, 'onnx');
    console.info(`${count} graphs, ${refused.length} refused`);
    expect(count).toBeGreaterThan(2000);
    expect(refused).toEqual([]);
  });

  test('vocabularies pass', () => {
    const { count, refused } = objectionsTo(join(llamaCppSource(), 'models'), 'gguf');
    console.info(`${count} vocabularies, ${refused.length} refused`);
    expect(count).toBeGreaterThanOrEqual(19);
    expect(refused).toEqual([]);
  });
});
