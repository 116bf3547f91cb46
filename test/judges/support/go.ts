import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Git-ignored folder for what judges build and download. */
export const JUDGES = join(__dirname, '../../../.judges');

/** Builds a Go program of the project. Go's own cache makes an unchanged build a matter of seconds. */
export function goBuild(moduleDir: string, name: string, ldflags: string[] = []): string {
  mkdirSync(JUDGES, { recursive: true });
  const binary = join(JUDGES, name);
  // A commit of the project would be stamped into the binary, and every new one would link it again.
  const args = ['build', '-buildvcs=false', '-o', binary, '-ldflags', ldflags.join(' '), '.'];
  execFileSync('go', args, { cwd: moduleDir, stdio: 'inherit' });
  return binary;
}

/** Installs a published Go program at a fixed version; into a folder of its own where another has the same name. */
export function goInstall(pkg: string, version: string, folder = 'bin'): string {
  const bin = join(JUDGES, folder);
  execFileSync('go', ['install', `${pkg}@${version}`], { env: { ...process.env, GOBIN: bin }, stdio: 'inherit' });
  return join(bin, programName(pkg));
}

/** The last part of its path that is no major version, as Go names it. */
function programName(pkg: string): string {
  return pkg
    .replace(/\/v[0-9]+$/, '')
    .split('/')
    .pop()!;
}

/** Builds a program of a published Go module that replaces its dependencies, which `go install` refuses. */
export function goBuildPublished(module: string, version: string, pkg: string): string {
  const binary = join(JUDGES, 'bin', pkg.split('/').pop()!);
  execFileSync('go', ['build', '-o', binary, `./${pkg}`], { cwd: goModuleDir(module, version), stdio: 'inherit' });
  return binary;
}

/** Folder of a published Go module, which may carry more than code. */
export function goModuleDir(module: string, version: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], { encoding: 'utf8' });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}
