import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const LIB = join(__dirname, '../../lib');

/** Which folders of lib/ may import which package. */
const FENCE: [RegExp, RegExp][] = [
  [/^cdktf$/, /^alicloud\//],
  [/^cdk8s(-plus-28)?$/, /^(app|inference|kubernetes)\//],
  [/^(@kubernetes\/client-node\/.*|prom-client)$/, /^drift\//],
  [/^constructs$/, /^(alicloud|app|guardrails|inference|kubernetes|private)\//],
];

/** Bundled by esbuild into the command or into vendor/, or part of Node. */
const BUNDLED = /^(node:.*|commander|yaml|@sigstore\/.*)$/;

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) {
      return path === join(LIB, 'alicloud/provider') ? [] : sources(path);
    }
    return path.endsWith('.ts') ? [path] : [];
  });
}

function packagesOf(file: string): string[] {
  // without comments, whose samples import the package itself
  const text = readFileSync(file, 'utf8').replace(/^ *\/\*\*.*?\*\//gms, '');
  const specifiers = [...text.matchAll(/(?:from |import |require\()'([^']+)'/g)].map(([, specifier]) => specifier);
  return specifiers.filter((specifier) => !specifier.startsWith('.'));
}

const files = sources(LIB).map((file) => [relative(LIB, file), packagesOf(file)] as const);

test('there are sources to look at', () => {
  expect(files.some(([, packages]) => packages.includes('cdk8s'))).toBe(true);
});

test.each(files)('%s imports only what its folder may', (file, packages) => {
  const strangers = packages.filter((name) => {
    const rule = FENCE.find(([pattern]) => pattern.test(name));
    return rule ? !rule[1].test(file) : !BUNDLED.test(name);
  });
  expect(strangers).toEqual([]);
});

test.each(files.filter(([, packages]) => packages.includes('cdk8s-plus-28')))(
  '%s uses cdk8s-plus for its types only, so that it is loaded only by those who use it',
  (file) => {
    expect(readFileSync(join(LIB, file), 'utf8')).toMatch(/import type .* from 'cdk8s-plus-28'/);
  },
);
