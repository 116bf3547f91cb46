/** Code of the package and of its peers in other languages, as jsii-pacmak writes it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively, JUDGES } from '../support/exclusively';

export const ROOT = join(__dirname, '../../..');
const FOLDER = join(JUDGES, 'languages');

/** Names of packages in Go. */
const GO_NAMES: Record<string, string> = { cdk8s: 'cdk8s', 'cdk8s-plus-28': 'cdk8splus28', cdktf: 'cdktf' };
export const goPath = (name: string) => join(peerBindings('go', name), GO_NAMES[name]);

/** Version of a package that is installed here. */
export function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** Writes code of the package itself, anew for each run. */
export function ownBindings(languages: readonly string[]): string {
  const folder = join(FOLDER, 'own');
  rmSync(folder, { recursive: true, force: true });
  pacmak(languages, folder, '.');
  return folder;
}

/** Writes code of a peer, once for each version. */
export function peerBindings(language: string, name: string): string {
  const folder = join(FOLDER, `${name}-${versionOf(name)}-${language}`);
  const complete = join(folder, 'complete');
  exclusively(() => {
    if (!existsSync(complete)) {
      pacmak([language], folder, join('node_modules', name), ['--force-target']);
      writeFileSync(complete, '');
    }
  });
  return join(folder, language);
}

function pacmak(languages: readonly string[], outdir: string, folder: string, more: readonly string[] = []): void {
  const options = ['--code-only', '--no-npmignore', '--force-subdirectory', '--outdir', outdir];
  const program = join('node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak');
  // the folder first: after the languages it would be taken for another one
  const args = [program, folder, ...options, ...more, '--targets', ...languages];
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** An empty folder for a program. */
export function emptyFolder(name: string): string {
  const folder = join(FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
