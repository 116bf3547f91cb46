/**
 * Writes CustomResourceDefinitions that no published Go module carries beside this file, as schemas only: descriptions,
 * annotations and printer columns are left out. Run it with the upstream files:
 *
 *     npx tsx test/judges/cluster/crds/trim.ts FILE...
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse, stringify } from 'yaml';

type Node = Record<string, unknown>;

for (const file of process.argv.slice(2)) {
  const crd = parse(readFileSync(file, 'utf8')) as { metadata: Node; spec: { versions: Node[] } };
  crd.metadata = { name: crd.metadata.name };
  crd.spec.versions = crd.spec.versions.map(({ additionalPrinterColumns, schema, ...rest }) => ({
    ...rest,
    schema: { openAPIV3Schema: withoutDescriptions((schema as { openAPIV3Schema: Node }).openAPIV3Schema) },
  }));
  writeFileSync(join(__dirname, basename(file)), stringify(crd, { aliasDuplicateObjects: false, lineWidth: 0 }));
}

/** A JSON schema without the texts for people; a property may be called `description`. */
function withoutDescriptions(schema: Node): Node {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== 'description')
      .map(([key, value]) => [key, trimmed(key, value)]),
  );
}

function trimmed(key: string, value: unknown): unknown {
  if (key === 'properties') {
    const properties = Object.entries(value as Record<string, Node>);
    return Object.fromEntries(properties.map(([name, property]) => [name, withoutDescriptions(property)]));
  }
  if (key === 'items' || key === 'additionalProperties') {
    return typeof value === 'object' ? withoutDescriptions(value as Node) : value;
  }
  if (['allOf', 'anyOf', 'oneOf'].includes(key)) {
    return (value as Node[]).map(withoutDescriptions);
  }
  return key === 'not' ? withoutDescriptions(value as Node) : value;
}
