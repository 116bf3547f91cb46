import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALICLOUD_PROVIDER_VERSION } from '../../lib/alicloud/provider-version';
import { readSchema } from '../../projenrc/alicloud/schema';
import { inputs, OUTDIR, STAMP } from '../../projenrc/generate/bindings';

const ALICLOUD = join(OUTDIR, '..');
const schema = readSchema();

const sources = readdirSync(ALICLOUD, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('provider/'))
  .map((file) => readFileSync(join(ALICLOUD, file), 'utf8'));
const used = new Set(
  sources.flatMap((source) => [...source.matchAll(/from '(?:\.\.?\/)+provider\/([\w-]+)'/g)].map(([, name]) => name)),
);

test('bindings are those of the schema and of the generator', () => {
  expect(readFileSync(STAMP, 'utf8')).toBe(inputs());
});

test('every resource and data source of the schema has a binding of its type', () => {
  const typesOf = (name: string) =>
    [...readFileSync(join(OUTDIR, name, 'index.ts'), 'utf8').matchAll(/tfResourceType = "(\w+)"/g)].map(([, t]) => t);
  const folders = readdirSync(OUTDIR).filter((name) => !name.includes('.') && name !== 'provider');
  expect(folders.flatMap(typesOf).sort()).toEqual(
    [...Object.keys(schema.resources), ...Object.keys(schema.dataSources)].sort(),
  );
});

test('bindings carry the one version constraint of the provider, which the version of the schema meets', () => {
  for (const name of used) {
    expect(readFileSync(join(OUTDIR, name, 'index.ts'), 'utf8')).toContain(`'${ALICLOUD_PROVIDER_VERSION}'`);
  }
  const [, major, minor] = /^~> (\d+)\.(\d+)$/.exec(ALICLOUD_PROVIDER_VERSION)!;
  expect(schema.version.startsWith(`${major}.${minor}.`)).toBe(true);
});

test('no binding is exported: they would be most of the API', () => {
  for (const source of sources) {
    expect(source).not.toMatch(/^export .* from '(?:\.\.?\/)+provider\//m);
  }
});
