import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { JsonPlaces } from '../../../lib/objects/documents/json-places';
import { ParsedDocument } from '../../../lib/objects/documents/parse';
import { keysWritten } from '../../../lib/objects/documents/structure';
import { YamlPlaces } from '../../../lib/objects/documents/yaml-places';
import { fuzzing } from '../../support/fuzzing';

const parameters = fuzzing(300);

/** All paths of a value, and one that is not there. */
function paths(value: unknown, to: (string | number)[] = []): (string | number)[][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const isList = Array.isArray(value);
  return [to, [...to, 'none'], ...inner.flatMap(([key, part]) => paths(part, [...to, isList ? Number(key) : key]))];
}

const json = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2, '\t'))
  .filter(([value]) => !JSON.stringify(value).includes('__proto__'))
  .map(([value, indent]) => ({ value, text: JSON.stringify(value, undefined, indent) }));

test('places in JSON are those that the reader of YAML finds', () => {
  fc.assert(
    fc.property(json, ({ value, text }) => {
      const places = new JsonPlaces(text);
      const tree = parseDocument(text, { uniqueKeys: false });
      for (const path of paths(value)) {
        const before = text.slice(0, offsetOf(tree, path)).split('\n');
        expect([path, places.placeOf(path)]).toEqual([
          path,
          { line: before.length, column: before.at(-1)!.length + 1 },
        ]);
        expect([path, places.has(path)]).toEqual([path, path.length === 0 || tree.hasIn(path)]);
      }
    }),
    parameters,
  );
});

test('places in YAML are those that its reader finds, which looks through all keys', () => {
  fc.assert(
    fc.property(json, ({ value, text }) => {
      const tree = parseDocument(text);
      const places = new YamlPlaces(tree);
      for (const path of paths(value)) {
        expect([path, places.nearest(path)?.range?.[0]]).toEqual([path, offsetOf(tree, path)]);
        expect([path, places.has(path)]).toEqual([path, path.length === 0 || tree.hasIn(path)]);
      }
    }),
    parameters,
  );
});

test('as many keys are written as the maps have', () => {
  const keys = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 0
      : (Array.isArray(value) ? 0 : Object.keys(value).length) +
        Object.values(value).reduce<number>((sum, inner) => sum + keys(inner), 0);
  fc.assert(
    fc.property(json, ({ value, text }) => keysWritten(text) === keys(value)),
    parameters,
  );
});

test.each([
  ['among others', 'a: 1\nb: 2\na: 3\n', 3],
  ['in a map of a list', 'l:\n  - {a: 1, "a": 2}\n', 2],
  ['that is a number', '1: a\n1: b\n', 2],
])('a key that stands twice is refused where it stands again: %s', (_, text, line) => {
  expect(() => new ParsedDocument({ text: `x: {y: z}\n${text}`, line: 1 }).value()).toThrow(
    expect.objectContaining({
      message: 'Map keys must be unique',
      position: expect.objectContaining({ line: line + 1 }),
    }),
  );
});

/** Of the nearest node, as `yaml` finds it. */
function offsetOf(tree: ReturnType<typeof parseDocument>, path: (string | number)[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = tree.getIn(path.slice(0, length), true) as { range?: [number] } | undefined;
    if (node?.range) {
      return node.range[0];
    }
  }
  return undefined;
}
