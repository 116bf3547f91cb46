import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Git-ignored folder for what judges build and download. */
export const JUDGES = join(__dirname, '../../../.judges');

const isRunning = (pid: string): boolean => existsSync(`/proc/${pid}`);

/** Builds or installs something that judges share, one at a time: two of them run side by side. */
export function exclusively<T>(work: () => T): T {
  mkdirSync(JUDGES, { recursive: true });
  const lock = join(JUDGES, 'lock');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
      release(lock);
      spawnSync('sleep', ['0.2']);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock);
  }
}

/** A judge that was killed leaves its lock. */
function release(lock: string): void {
  const owner = existsSync(lock) ? readFileSync(lock, 'utf8') : '';
  if (owner !== '' && !isRunning(owner)) {
    rmSync(lock, { force: true });
  }
}
