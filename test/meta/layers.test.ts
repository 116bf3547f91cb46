import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { LAYERS } from '../../projenrc/layers';

const LIB = join(__dirname, '../../lib');

/** Layer of a file of lib/. */
function layerOf(file: string): string | undefined {
  const folder = dirname(file);
  return LAYERS.flat().find((layer) => file === layer || folder === layer || folder.startsWith(`${layer}/`));
}

const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith('alicloud/provider/') && file.includes('/'),
);

test('every folder of lib/ has a layer', () => {
  expect(files.filter((file) => layerOf(file) === undefined)).toEqual([]);
});

/** Modules that a file imports from lib/, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(LIB, file), 'utf8');
  return [...text.matchAll(/(?:from |import\(|require\()'(\.[^']+)'/g)]
    .map(([, specifier]) => relative(LIB, join(LIB, dirname(file), specifier.replace(/\.js$/, ''))))
    .flatMap((target) => [`${target}.ts`, `${target}/index.ts`].filter((candidate) => files.includes(candidate)));
}

test.each(LAYERS.map((layer, index) => [layer.join(', '), index] as const))(
  '%s imports lower layers only',
  (_, index) => {
    const lower = LAYERS.slice(0, index + 1).flat();
    const own = files.filter((file) => LAYERS[index].includes(layerOf(file) ?? ''));
    const upward = own.flatMap((file) =>
      importsOf(file)
        .filter((target) => !lower.includes(layerOf(target) ?? ''))
        .map((target) => `${file} -> ${target}`),
    );
    expect(upward).toEqual([]);
  },
);
test('no modules import each other in a loop, types included', () => {
  const imports = new Map(files.map((file) => [file, importsOf(file)]));
  const done = new Set<string>();
  const loops: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      loops.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    } else if (!done.has(file)) {
      imports.get(file)!.forEach((target) => visit(target, [...path, file]));
      done.add(file);
    }
  };
  files.forEach((file) => visit(file, []));
  // The model of a prompt guard is a service, and a service has a prompt guard: a loop of types in the public API.
  expect(loops.filter((loop) => !loop.includes('inference/prompt-guard/prompt-guard.ts'))).toEqual([]);
});
