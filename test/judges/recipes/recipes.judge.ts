import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Recipe, RECIPES } from './recipes';

const ROOT = join(__dirname, '../../..');

/** What is not copied: it is large, and no recipe changes it. */
const LEFT_OUT = new Set(['.git', '.judges', '.bench', 'node_modules', 'build', 'dist', 'out', 'test-reports']);

describe.each(RECIPES)('recipe $name', (recipe) => {
  let clone: string;
  beforeAll(() => {
    clone = mkdtempSync(join(tmpdir(), 'recipe-'));
    for (const name of readdirSync(ROOT).filter((entry) => !LEFT_OUT.has(entry))) {
      cpSync(join(ROOT, name), join(clone, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
    follow(recipe, clone);
  });
  afterAll(() => {
    rmSync(clone, { recursive: true, force: true });
  });

  test('CONTRIBUTING.md has it, with every test that it names', () => {
    const guide = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
    expect(guide).toContain(`### ${recipe.name}\n`);
  });

  test('followed to the end, its tests pass', () => {
    const { failed, passed, output } = run(clone, recipe.tests);
    expect([failed, output]).toEqual([0, '']);
    expect(passed).toBeGreaterThan(0);
  });

  test.each(recipe.parts)('without what it adds to $file its tests fail and name it', ({ file, text, names }) => {
    const content = readFileSync(join(clone, file), 'utf8');
    if (text === undefined) {
      rmSync(join(clone, file));
    } else {
      writeFileSync(join(clone, file), content.replace(text, ''));
    }
    const { failed, output } = run(clone, recipe.tests);
    writeFileSync(join(clone, file), content);
    expect(failed).toBeGreaterThan(0);
    expect(output).toMatch(names);
  });
});

function follow({ files, copies = [], edits, commands }: Recipe, clone: string): void {
  for (const { from, to, replace } of copies) {
    cpSync(join(clone, from), join(clone, to), { recursive: true });
    const isFile = (path: string) => statSync(join(clone, path)).isFile();
    const copied = isFile(to)
      ? [to]
      : (readdirSync(join(clone, to), { recursive: true }) as string[]).map((name) => join(to, name));
    copied.filter(isFile).forEach((file) => edit(clone, file, replace));
  }
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(clone, file), content);
  }
  for (const [file, replacements] of Object.entries(edits)) {
    for (const replacement of replacements) {
      expect([file, edit(clone, file, [replacement])]).toEqual([file, true]);
    }
  }
  for (const command of commands) {
    execFileSync('npx', ['tsx', command], { cwd: clone, stdio: 'inherit' });
  }
}

/** Whether something was replaced. */
function edit(clone: string, file: string, replacements: Recipe['edits'][string]): boolean {
  const before = readFileSync(join(clone, file), 'utf8');
  const after = replacements.reduce((text, [find, replacement]) => text.replace(find, replacement), before);
  writeFileSync(join(clone, file), after);
  return before !== after;
}

function run(clone: string, tests: readonly string[]): { failed: number; passed: number; output: string } {
  const file = join(clone, 'report.json');
  const { stderr } = spawnSync('npx', ['jest', '--ci', '--json', `--outputFile=${file}`, ...tests], {
    cwd: clone,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'numFailedTests' | 'numFailedTestSuites' | 'numPassedTests',
    number
  >;
  const failed = report.numFailedTests + report.numFailedTestSuites;
  return { failed, passed: report.numPassedTests, output: failed === 0 ? '' : stderr };
}
