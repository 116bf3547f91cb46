import data from '../../../lib/objects/places/places-of-kinds.json';
import fieldNames from '../../../lib/objects/schema/field-names.json';
import { placesIn, placesOfDefinitions, Schema } from '../../../projenrc/kubernetes/pod-places';

const TYPES = fieldNames.types as Record<string, Record<string, string>>;

/** The schema of a type of Kubernetes, as far as the project holds it: names of fields and their types. */
function schemaOf(type: string, depth = 0): Schema {
  if (type.startsWith('[]')) {
    return { type: 'array', items: schemaOf(type.slice(2), depth) };
  }
  if (type.startsWith('{}')) {
    return { type: 'object', additionalProperties: schemaOf(type.slice(2), depth) };
  }
  const fields = depth < 12 ? Object.entries(TYPES[type] ?? {}) : [];
  return { properties: Object.fromEntries(fields.map(([name, inner]) => [name, schemaOf(inner, depth + 1)])) };
}

const RUNNING = Object.entries(fieldNames.kinds).filter(([key]) => !key.endsWith('/Pod'));

test.each(RUNNING)('the walk over the schema of %s finds what is recorded', (key, type) => {
  const [kind, , group = ''] = key.split('/').reverse();
  const { podTemplate = [], podSpec = [], containers = [] } = placesIn(schemaOf(type));
  const recorded = (data.kinds as Record<string, { podTemplate?: string[] }>)[`${group}/${kind}`]?.podTemplate ?? [];
  expect([...podTemplate, ...podSpec, ...containers]).toEqual(recorded);
});

test('a definition gives its places, versions together', () => {
  const strings = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const container = { properties: { ...strings('name', 'image'), env: {}, args: {}, securityContext: {} } };
  const podSpec = {
    properties: {
      containers: { type: 'array', items: container },
      ...strings('hostIPC', 'hostNetwork', 'hostPID', 'nodeName', 'nodeSelector', 'securityContext', 'tolerations'),
      volumes: {},
    },
  };
  const version = (spec: object) => ({
    schema: {
      openAPIV3Schema: { properties: { spec: { properties: spec }, status: { properties: { pod: podSpec } } } },
    },
  });
  const definition = {
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'example.com',
      names: { kind: 'Crew' },
      versions: [
        version({ roles: { items: { properties: { template: { properties: { metadata: {}, spec: podSpec } } } } } }),
        version({ leader: podSpec, sidecars: { type: 'array', items: container }, image: { type: 'string' } }),
      ],
    },
  };
  expect(placesOfDefinitions(JSON.stringify(definition))).toEqual({
    'example.com/Crew': {
      podTemplate: ['spec.roles[].template'],
      podSpec: ['spec.leader'],
      containers: ['spec.sidecars'],
      image: ['spec.image'],
    },
  });
});

test('every place is written as a path, and every kind once', () => {
  const kinds = Object.entries(data.kinds as Record<string, Record<string, unknown>>);
  expect(kinds.length).toBeGreaterThan(250);
  for (const [, places] of kinds) {
    const paths = Object.values(places).filter(Array.isArray).flat() as string[];
    expect(paths.filter((path) => !/^$|^[\w-]+(\[\]|\{\})*(\.[\w-]+(\[\]|\{\})*)*$/.test(path))).toEqual([]);
  }
  expect(data.without.filter((kind) => kind in data.kinds)).toEqual([]);
});
