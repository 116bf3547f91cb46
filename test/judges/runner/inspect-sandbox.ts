import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, PodSpec } from './pod';
import { bwrapArguments, Host } from './sandbox';

const SCRIPT = readFileSync(join(__dirname, 'inspect_sandbox.py'), 'utf8');

/**
 * What a process may do under the contract of a container: another program runs in place of the engine.
 *
 * @param sizes writable mounts, each of which it tries to fill with one byte more than it holds
 */
export function inspectSandbox(pod: PodSpec, container: Container, host: Host, sizes: Record<string, number>): unknown {
  const inspector = { ...container, command: ['python3', '-c', SCRIPT], args: [JSON.stringify(sizes)] };
  return JSON.parse(execFileSync('bwrap', bwrapArguments(pod, inspector, host), { encoding: 'utf8' }));
}
