/** Package managers, compilers and test runners of users, installed once. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exclusively, JUDGES } from '../support/exclusively';

const INSTALLED = join(JUDGES, 'consumers');

/** Of this run, and outside of the project, whose packages would be found otherwise. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'consumers-'));

/** Stores of package managers are kept. */
export const STORE = (manager: string): string => join(JUDGES, `consumers-${manager}`);

/** The newest releases that run on the oldest supported Node.js, and the three newest lines of TypeScript. */
export const TOOLS = {
  pnpm: '12.4.2',
  '@yarnpkg/cli-dist': '4.18.1',
  'typescript-5.9': 'npm:typescript@5.9.3',
  'typescript-6.0': 'npm:typescript@6.0.3',
  'typescript-7.0': 'npm:typescript@7.0.2',
  // the one that ts-jest finds
  typescript: '5.9.3',
  '@types/node': '22.20.7',
  '@types/jest': '30.0.0',
  tsx: '4.23.15',
  esbuild: '0.28.2',
  webpack: '5.112.2',
  jest: '30.5.2',
  'ts-jest': '29.4.15',
  vitest: '4.1.12',
  vite: '8.3.8',
} as const;

/** Version of a tool, as the page names it. */
export const versionOfTool = (name: keyof typeof TOOLS): string => TOOLS[name].replace(/^.*@/, '');

export const toolPath = (file: string): string => join(INSTALLED, 'node_modules', file);

export function installTools(): void {
  const manifest = JSON.stringify({ private: true, devDependencies: TOOLS }, null, 2);
  const complete = join(INSTALLED, 'complete');
  exclusively(() => {
    if (existsSync(complete) && readFileSync(complete, 'utf8') === manifest) {
      return;
    }
    rmSync(INSTALLED, { recursive: true, force: true });
    mkdirSync(INSTALLED, { recursive: true });
    writeFileSync(join(INSTALLED, 'package.json'), manifest);
    const options = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', '--ignore-scripts'];
    execFileSync('npm', ['install', ...options], { cwd: INSTALLED, stdio: ['ignore', 'ignore', 'inherit'] });
    writeFileSync(complete, manifest);
  });
  // consumers find tools in the folder above
  symlinkSync(join(INSTALLED, 'node_modules'), join(FOLDER, 'node_modules'));
}
