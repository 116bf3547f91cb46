import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const GOLDEN = join(__dirname, '../golden');
const UPDATE = 'npm run golden:update';

/** Paths of all files below a folder, relative to it and sorted. */
export function filesBelow(folder: string, root = folder): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .sort()
    .flatMap((entry) => {
      const path = join(folder, entry);
      return statSync(path).isDirectory() ? filesBelow(path, root) : [relative(root, path)];
    });
}

/**
 * Compares files with the golden files of the same names below `test/golden/<name>`, which a reviewer reads.
 * With `UPDATE_GOLDEN=1` the golden files are written instead.
 */
export function expectGolden(name: string, files: ReadonlyMap<string, string>): void {
  const folder = join(GOLDEN, name);
  if (process.env.UPDATE_GOLDEN === '1') {
    rmSync(folder, { recursive: true, force: true });
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return;
  }
  const expected = filesBelow(folder);
  if (expected.length === 0) {
    throw new Error(`test/golden/${name} has no golden files: write them with \`${UPDATE}\` and review them`);
  }
  expect([...files.keys()].sort()).toEqual([...expected].sort());
  const changed = expected.filter((file) => files.get(file) !== readFileSync(join(folder, file), 'utf8'));
  for (const file of changed.slice(0, 1)) {
    // shows the difference of the first file; the others are named below
    expect(files.get(file)).toBe(readFileSync(join(folder, file), 'utf8'));
  }
  expect(changed).toEqual([]);
}
