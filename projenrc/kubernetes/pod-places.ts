/**
 * Finds where the kinds of CustomResourceDefinitions hold pods, by a walk over their schemas.
 *
 * Usage: tsx projenrc/kubernetes/pod-places.ts <folder of definitions>; writes entries as in
 * lib/objects/places/places-of-kinds.json to the standard output. What is schema-less in a definition has to be looked
 * through by hand, as the entries say that are already there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

export type Places = Record<string, string[]>;

/** Fields of a container; three of them beside a name tell one from other things that have an image. */
const CONTAINER = [
  'args',
  'command',
  'env',
  'envFrom',
  'image',
  'ports',
  'resources',
  'securityContext',
  'volumeMounts',
];

/** Fields of a pod spec; operators that inline one leave out a few. */
const POD_SPEC = [
  ...['activeDeadlineSeconds', 'affinity', 'automountServiceAccountToken', 'dnsPolicy', 'enableServiceLinks'],
  ...['hostIPC', 'hostNetwork', 'hostPID', 'imagePullSecrets', 'initContainers', 'nodeName', 'nodeSelector'],
  ...['priorityClassName', 'restartPolicy', 'runtimeClassName', 'schedulerName', 'securityContext'],
  ...['serviceAccountName', 'tolerations', 'volumes'],
];
const FEWEST_OF_POD_SPEC = 8;
const FEWEST_OF_CONTAINER = 4;

/** Places below a schema, by what lies there. */
export function placesIn(schema: Schema): Places {
  const places: Places = {};
  walk(schema, '', places);
  return Object.fromEntries(Object.entries(places).map(([shape, paths]) => [shape, [...new Set(paths)].sort()]));
}

function walk(schema: Schema, path: string, places: Places): void {
  const add = (shape: string) => (places[shape] ??= []).push(path);
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => path !== '' || name !== 'status');
  const spec = schema.properties?.spec;
  if (schema['x-kubernetes-embedded-resource']) {
    add('embedded');
    return;
  }
  if (spec && isPodSpec(spec) && path !== '') {
    add('podTemplate');
    return;
  }
  if (isPodSpec(schema)) {
    add('podSpec');
    properties
      .filter(([name]) => !POD_SPEC.includes(name) && name !== 'containers' && name !== 'ephemeralContainers')
      .forEach(([name, inner]) => walk(inner, joined(path, name), places));
    return;
  }
  if (isContainer(schema)) {
    add('container');
  }
  for (const [name, inner] of properties) {
    const place = joined(path, name);
    if (
      inner.type === 'array' &&
      (isContainer(inner.items ?? {}) || (/containers$/i.test(name) && isOpen(inner.items)))
    ) {
      (places.containers ??= []).push(place);
    } else if (/podTemplate$|^template$/i.test(name) && isOpen(inner)) {
      (places.podTemplate ??= []).push(place);
    } else if (name === 'image' && inner.type === 'string' && !isContainer(schema)) {
      (places.image ??= []).push(place);
    } else {
      walk(inner, place, places);
    }
  }
  if (schema.items) {
    walk(schema.items, `${path}[]`, places);
  }
  if (typeof schema.additionalProperties === 'object') {
    walk(schema.additionalProperties, `${path}{}`, places);
  }
}

function isPodSpec({ properties = {} }: Schema): boolean {
  return (
    properties.containers !== undefined &&
    POD_SPEC.filter((field) => field in properties).length >= FEWEST_OF_POD_SPEC &&
    (isContainer(properties.containers.items ?? {}) || isOpen(properties.containers.items))
  );
}

function isContainer({ properties = {} }: Schema): boolean {
  return CONTAINER.filter((field) => field in properties).length >= FEWEST_OF_CONTAINER && 'image' in properties;
}

function isOpen(schema: Schema | undefined): boolean {
  return schema?.['x-kubernetes-preserve-unknown-fields'] === true && schema.properties === undefined;
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

interface Definition {
  readonly kind?: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly schema?: { readonly openAPIV3Schema?: Schema } }[];
  };
}

/** Places by `group/Kind` of the definitions in a text; versions together. */
export function placesOfDefinitions(text: string): Record<string, Places> {
  const found: Record<string, Places> = {};
  for (const definition of loadAll(text) as (Definition | null)[]) {
    if (definition?.kind !== 'CustomResourceDefinition') {
      continue;
    }
    const { group, names, versions } = definition.spec;
    const merged: Places = {};
    for (const { schema } of versions) {
      for (const [shape, paths] of Object.entries(placesIn(schema?.openAPIV3Schema ?? {}))) {
        merged[shape] = [...new Set([...(merged[shape] ?? []), ...paths])].sort();
      }
    }
    found[`${group}/${names.kind}`] = merged;
  }
  return found;
}

if (require.main === module) {
  const folder = process.argv[2];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  for (const file of files.sort()) {
    for (const [kind, places] of Object.entries(placesOfDefinitions(readFileSync(join(folder, file), 'utf8')))) {
      process.stdout.write(`${JSON.stringify(kind)}: ${JSON.stringify(places)},\n`);
    }
  }
}
