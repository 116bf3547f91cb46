import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { synthesize } from '../../../examples/support/example';

/** Kubernetes objects that an example writes now. */
export async function emittedManifests(example: string): Promise<any[]> {
  const root = mkdtempSync(join(tmpdir(), 'runner-'));
  try {
    const folder = join(await synthesize(example, root), 'k8s');
    return readdirSync(folder).flatMap((file) =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS()),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
