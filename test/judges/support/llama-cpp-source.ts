import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JUDGES } from './go';

/** The Python binding carries the source of llama.cpp, which no package registry has by itself. */
const BINDING = 'llama-cpp-python==0.3.36';
const DIRECTORY = join(JUDGES, 'llama-cpp');

/** Folder of the source, downloaded once. */
export function llamaCppSource(): string {
  const complete = join(DIRECTORY, 'complete');
  if (!existsSync(complete)) {
    rmSync(DIRECTORY, { recursive: true, force: true });
    mkdirSync(DIRECTORY, { recursive: true });
    const options = ['--quiet', '--no-deps', '--no-binary=:all:', '--dest', DIRECTORY];
    execFileSync('python3', ['-m', 'pip', 'download', ...options, BINDING], { stdio: ['ignore', 'ignore', 'inherit'] });
    const archive = readdirSync(DIRECTORY).find((file) => file.endsWith('.tar.gz'))!;
    execFileSync('tar', ['-xzf', join(DIRECTORY, archive), '--strip-components=1', '-C', DIRECTORY]);
    writeFileSync(complete, '');
  }
  return join(DIRECTORY, 'vendor', 'llama.cpp');
}
