import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Host } from './sandbox';
import { JUDGES } from '../support/exclusively';

/** A step that fills a virtual environment. */
export type Install = (python: string) => void;

/** Directories of the machine's own system that stand for the base of an image, with what programs and libraries need. */
export const SYSTEM = {
  image: { '/usr': '/usr', '/etc/ld.so.cache': '/etc/ld.so.cache' },
  links: { '/bin': 'usr/bin', '/sbin': 'usr/sbin', '/lib': 'usr/lib', '/lib64': 'usr/lib64' },
};

/**
 * Makes a virtual environment once, and again when one of its files has changed.
 *
 * @returns its Python
 */
export function virtualEnvironment(name: string, files: string[], install: Install): string {
  const directory = join(JUDGES, 'runner', name);
  const python = join(directory, 'bin', 'python');
  const complete = join(directory, 'complete');
  const digest = createHash('sha256');
  files.forEach((file) => digest.update(readFileSync(file)));
  const wanted = digest.digest('hex');
  if (!existsSync(complete) || readFileSync(complete, 'utf8') !== wanted) {
    rmSync(directory, { recursive: true, force: true });
    execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' });
    install(python);
    writeFileSync(complete, wanted);
  }
  return python;
}

/** Installs packages with pip. */
export function pip(python: string, args: string[]): void {
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** The image that a virtual environment and the Python under it make. */
export function pythonImage(python: string, volumes: Host['volumes']): Host {
  const prefixes = 'import sys; print(sys.prefix, sys.base_prefix, sep="\\n")';
  const [environment, base] = execFileSync(python, ['-c', prefixes], { encoding: 'utf8' }).trim().split('\n');
  return {
    image: { ...SYSTEM.image, [base]: base, [environment]: environment },
    links: SYSTEM.links,
    // Container runtimes set HOME to the root directory for a user without a passwd entry.
    env: { PATH: `${environment}/bin:/usr/bin:/bin`, HOME: '/' },
    volumes,
  };
}
