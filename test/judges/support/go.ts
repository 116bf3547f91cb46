import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { exclusively, JUDGES } from './exclusively';

/** Builds a Go program of the project. Go's own cache makes an unchanged build a matter of seconds. */
export function goBuild(moduleDir: string, name: string, ldflags: string[] = []): string {
  const binary = join(JUDGES, name);
  // A commit of the project would be stamped into the binary, and every new one would link it again.
  const args = ['build', '-buildvcs=false', '-o', binary, '-ldflags', ldflags.join(' '), '.'];
  go(args, { cwd: moduleDir });
  return binary;
}

/** Installs a published Go program at a fixed version; into a folder of its own where another has the same name. */
export function goInstall(pkg: string, version: string, folder = 'bin'): string {
  const bin = join(JUDGES, folder);
  go(['install', `${pkg}@${version}`], { env: { ...process.env, GOBIN: bin } });
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
  go(['build', '-o', binary, `./${pkg}`], { cwd: goModuleDir(module, version) });
  return binary;
}

/** Two builds of one program would write the same file while one of them runs it. */
export function go(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): void {
  exclusively(() => execFileSync('go', args, { ...options, stdio: 'inherit' }));
}

/** Folder of a published Go module, which may carry more than code. */
export function goModuleDir(module: string, version: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], { encoding: 'utf8' });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}
