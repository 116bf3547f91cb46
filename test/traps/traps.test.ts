/** Each trap is seen, and no example falls into one. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { saidOfManifests, saidOfStack, TRAP_RULES, TRAPS } from './traps';
import { exampleNames, synthesize } from '../../examples/support/example';
import { Manifest } from '../../lib/objects/manifest';
import { stacksOf } from '../support/terraform/stack';

const root = mkdtempSync(join(tmpdir(), 'traps-'));
afterAll(() => rmSync(root, { recursive: true }));

test.each(TRAPS.map((trap) => [trap.trap, trap] as const))('%s: is seen', (_, { resource, manifest, beside, said }) => {
  const all = resource
    ? saidOfStack({ resource: { [resource[0]]: { main: resource[1] } } })
    : saidOfManifests([manifest!, ...(beside ? [beside] : [])]);
  expect(all.join('\n')).toContain(said);
});

const ofTraps = (all: string[]) => all.filter((said) => !/^SAI-/.test(said) || TRAP_RULES.has(said.split(' ')[0]));

test.each(exampleNames())('example %s falls into none', async (example) => {
  const outdir = await synthesize(example, root);
  for (const [, stack] of stacksOf(outdir)) {
    expect(ofTraps(saidOfStack({ ...stack, resource: stack.resource! }))).toEqual([]);
  }
  const manifests = manifestsOf(join(outdir, 'k8s'));
  expect(ofTraps(saidOfManifests(manifests))).toEqual([]);
  // The kind that the inference extension had before.
  expect(manifests.filter(({ kind }) => kind === 'InferenceModel')).toEqual([]);
  // ACK has one sandbox, `runv`, and none of the names of Kata: those are there only where the RuntimeClass comes too.
  const classes = manifests.filter(({ kind }) => kind === 'RuntimeClass').map(({ metadata }) => metadata?.name);
  const asked = podsOf(manifests).flatMap(({ runtimeClassName }) => runtimeClassName ?? []);
  expect(asked.filter((name) => ![...classes, 'runv'].includes(name))).toEqual([]);
});

function podsOf(manifests: readonly Manifest[]): { runtimeClassName?: string }[] {
  return manifests.flatMap((manifest: any) => manifest.spec?.template?.spec ?? []);
}

function manifestsOf(folder: string): Manifest[] {
  return readdirOf(folder).flatMap((file) =>
    parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS() as Manifest),
  );
}

function readdirOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  } catch {
    return [];
  }
}
