import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FOLDER } from './folder';
import { JUDGES } from '../test/judges/support/exclusively';

const JEST = resolve('node_modules/jest/bin/jest.js');
/** Outside, or jest would find two packages of one name. */
const PROJECT = join(tmpdir(), 'ack-secure-inference-bench');
const TS_JEST_CONFIG = join(FOLDER, 'ts-jest.json');
const TS_JEST = join(JUDGES, 'ts-jest');
const TS_JEST_VERSION = '29.4.15';

/** Tests that need little time themselves, so that what compiles them is seen. */
const SUITE = ['test/inference', 'test/engines', 'test/alicloud', 'test/private'];

export const suite = (): string[] => [process.execPath, JEST, '--ci', '--no-cache', ...SUITE];
export const suiteWithTsJest = (): string[] => [...suite(), '--config', TS_JEST_CONFIG];
export const singleFile = (): string[] => [process.execPath, JEST, '--ci', 'test/kubernetes/cidr.test.ts'];
/** jsii writes beside the sources: it gets a project of its own, or it would replace the library that is measured. */
export const jsii = (): string[] => [
  'env',
  '-C',
  PROJECT,
  'node_modules/.bin/jsii',
  '--silence-warnings=reserved-word',
];
export const tsc = (): string[] => ['env', '-C', PROJECT, 'node_modules/.bin/tsc', '--noEmit', '-p', 'tsconfig.json'];

export function prepareTsJest(): void {
  if (!existsSync(TS_JEST)) {
    const args = ['install', '--prefix', TS_JEST, '--legacy-peer-deps', '--no-audit', '--no-fund'];
    execFileSync('npm', [...args, `ts-jest@${TS_JEST_VERSION}`], { stdio: 'inherit' });
  }
  const { jest } = JSON.parse(readFileSync('package.json', 'utf8')) as { jest: object };
  const transform = {
    '^.+\\.[tj]s$': [join(TS_JEST, 'node_modules/ts-jest'), { tsconfig: resolve('tsconfig.dev.json') }],
  };
  writeFileSync(TS_JEST_CONFIG, JSON.stringify({ ...jest, rootDir: resolve('.'), transform }));
}

export function prepareProject(): void {
  rmSync(PROJECT, { recursive: true, force: true });
  mkdirSync(PROJECT, { recursive: true });
  for (const name of ['lib', 'package.json', 'tsconfig.json', 'README.md', 'LICENSE']) {
    cpSync(name, join(PROJECT, name), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(PROJECT, 'node_modules'));
}
