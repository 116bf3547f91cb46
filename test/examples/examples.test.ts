import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { exampleNames, synthesize } from '../../examples/support/example';
import { guardrails } from '../../lib';
import { expectGolden, filesBelow } from '../support/golden';

const root = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(root, { recursive: true }));

test('there are examples', () => {
  expect(exampleNames()).toContain('quickstart');
});

test.each(exampleNames())('%s writes its golden files (npm run golden:update)', async (name) => {
  const outdir = await synthesize(name, root);
  const files = filesBelow(outdir);
  expect(files.length).toBeGreaterThan(0);
  if (files.some(isEvidence)) {
    expect(guardrails.Evidence.verify(outdir)).toEqual([]);
  }
  // Evidence changes with every rule: that it fits the files is asked above.
  const compared = files.filter((file) => !isEvidence(file));
  expectGolden(
    name,
    new Map(compared.flatMap((file) => documentsOf(file, withoutProgram(readFileSync(join(outdir, file), 'utf8'))))),
  );
});

test('every folder of golden files belongs to an example', () => {
  const folders = new Set(filesBelow(join(__dirname, '../golden')).map((file) => file.split('/')[0]));
  expect([...folders].sort()).toEqual([...exampleNames()].sort());
});

function isEvidence(file: string): boolean {
  return basename(file) === 'evidence.json';
}

/** One golden file for each Kubernetes object, and their order; a stack of Terraform as a whole. */
function documentsOf(file: string, text: string): [string, string][] {
  if (!file.endsWith('.yaml')) {
    return [[file, text]];
  }
  const documents = text.split(/^---\n/m).map((document): [string, string] => {
    const { kind, metadata } = parse(document) as { kind: string; metadata: { name: string; namespace?: string } };
    return [`${[kind, metadata.namespace, metadata.name].filter(Boolean).join('.')}.yaml`, document];
  });
  expect(new Set(documents.map(([name]) => name)).size).toBe(documents.length);
  const order = documents.map(([name]) => `${name}\n`).join('');
  return [['order.txt', order], ...documents].map(([name, content]) => [join(file, name), content]);
}

/** The model guard's program changes with its own sources, and with it the names of its ConfigMap and of the job that runs it. */
function withoutProgram(manifest: string): string {
  return manifest
    .replace(/^ {2}model-guard\.js: [^]*?^(?= {0,2}\S)/m, '  model-guard.js: …\n')
    .replace(/(model-guard|-publish)-[0-9a-f]{10}\b/g, '$1-hash');
}
