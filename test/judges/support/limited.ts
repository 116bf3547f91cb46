import { spawnSync } from 'node:child_process';

/** What a program of others may take; one that takes more is ended, and fails. */
const MOST_MEMORY = 4 * 1024 * 1024 * 1024;
const MOST_SECONDS = 600;
const MOST_PROCESSES = 4096;

/** The command and arguments that run a program within limits. */
export function limited(command: string, args: readonly string[]): [command: string, args: string[]] {
  const limits = ['--core=0', `--data=${MOST_MEMORY}`, `--cpu=${MOST_SECONDS}`, `--nproc=${MOST_PROCESSES}`];
  return ['prlimit', [...limits, command, ...args]];
}

/**
 * Runs a program that reserves far more memory than it uses, as those in Go and JavaScript do, with limits of what it writes
 * to, of processor time and of processes. Returns what it printed; throws with what it wrote to stderr if it fails.
 */
export function runLimited(command: string, args: readonly string[], input = ''): string {
  const { status, signal, stdout, stderr, error } = spawnSync(...limited(command, args), {
    input,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: 2 * MOST_SECONDS * 1000,
  });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? (stderr || `ended by ${signal}`)}`);
  }
  return stdout;
}
