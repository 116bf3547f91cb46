import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { exampleNames, synthesize } from '../../examples/support/example';
import { guardrails } from '../../lib';

const root = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(root, { recursive: true }));

test('there are examples', () => {
  expect(exampleNames()).toContain('quickstart');
});

test.each(exampleNames())('%s is written as it was when it was last looked at', async (name) => {
  const outdir = await synthesize(name, root);
  const files = filesBelow(outdir);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    // evidence changes with every rule: it must fit the files, whatever it says
    if (file.endsWith('/evidence.json')) {
      expect(guardrails.Evidence.verify(outdir)).toEqual([]);
      continue;
    }
    expect(withoutProgram(readFileSync(file, 'utf8'))).toMatchSnapshot(relative(outdir, file));
  }
});

/** The model guard's program changes with its own sources, and with it the names of its ConfigMap and of the job that runs it. */
function withoutProgram(manifest: string): string {
  return manifest
    .replace(/^ {2}model-guard\.js: [^]*?^(?= {0,2}\S)/m, '  model-guard.js: …\n')
    .replace(/(model-guard|-publish)-[0-9a-f]{10}\b/g, '$1-…');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((entry) => {
      const path = join(folder, entry);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}
