import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JUDGES } from './exclusively';

/** Folder of the source of a published Python package, which holds more than what is installed; downloaded once. */
export function sourceArchive(requirement: string): string {
  const directory = join(JUDGES, `source-${requirement}`);
  const complete = join(directory, 'complete');
  if (!existsSync(complete)) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const options = ['--quiet', '--no-deps', '--no-binary=:all:', '--dest', directory];
    execFileSync('python3', ['-m', 'pip', 'download', ...options, requirement], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const archive = readdirSync(directory).find((file) => file.endsWith('.tar.gz'))!;
    execFileSync('tar', ['-xzf', join(directory, archive), '--strip-components=1', '-C', directory]);
    writeFileSync(complete, '');
  }
  return directory;
}
