/** The API as jsii describes it, and as each minor version had it: test/upgrades/<minor version>/api.json.gz. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CORPORA, RELEASED } from '../../upgrades/recorded';

export const ROOT = join(__dirname, '../../..');
/** The minor version that the API is compared with. */
export const BASELINE = CORPORA.at(-1)!;
const FILE = join(ROOT, 'test/upgrades', BASELINE, 'api.json.gz');

/** An assembly of jsii, as far as it is read here. */
export interface Api {
  readonly types: Record<string, ApiType>;
}
interface Documented {
  readonly docs?: { readonly stability?: string; readonly deprecated?: string };
}
export interface ApiType extends Documented {
  readonly members?: (Documented & { readonly name: string })[];
  readonly methods?: (Documented & { readonly name: string })[];
  readonly properties?: (Documented & { readonly name: string; readonly optional?: boolean })[];
}

const unpacked = (file: string): Api => JSON.parse(gunzipSync(readFileSync(file)).toString());

export const compiledApi = (): Api => unpacked(join(ROOT, '.jsii.gz'));
export const recordedApi = (): Api => unpacked(FILE);

export function recordApi(): void {
  if (RELEASED.has(BASELINE)) {
    throw new Error(`${BASELINE} is released, and its API stays: list what breaks in .compatignore`);
  }
  writeFileSync(FILE, gzipSync(JSON.stringify(compiledApi(), withoutText), { level: 9 }));
}

/** What is no part of the API: texts, and where sources are. */
function withoutText(key: string, value: any): unknown {
  if (key === 'docs') {
    return { stability: value.stability, deprecated: value.deprecated };
  }
  return ['locationInModule', 'symbolId', 'readme', 'fingerprint'].includes(key) ? undefined : value;
}

/** What the API deprecates, and what it says about it. */
export function deprecated({ types }: Api): [name: string, text: string][] {
  return Object.entries(types).flatMap(([name, type]) =>
    [
      { path: name, docs: type.docs },
      ...[...(type.members ?? []), ...(type.methods ?? []), ...(type.properties ?? [])].map((member) => ({
        path: `${name}.${member.name}`,
        docs: member.docs,
      })),
    ].flatMap(({ path, docs }): [string, string][] =>
      docs?.deprecated === undefined ? [] : [[path, docs.deprecated]],
    ),
  );
}
