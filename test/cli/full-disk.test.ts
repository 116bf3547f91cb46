import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { CommandUnderTest } from './command';
import { BARE_POD, CONFIG_MAP } from './manifests';
import { FORMATS } from '../../lib/cli/output/formats';

const command = new CommandUnderTest();
afterAll(() => command.remove());

/** Runs the command with a standard output on which nothing can be written, as on a full disk. */
function onFullDisk(...args: string[]): { status: number | null; stderr: string } {
  const stdio = ['ignore', openSync('/dev/full', 'w'), 'pipe'] as const;
  return spawnSync(process.execPath, [command.path, ...args], {
    cwd: command.folder,
    encoding: 'utf8',
    stdio: [...stdio],
  });
}

test.each(Object.keys(FORMATS))('a full disk is an error of check --format %s, not a finding', (format) => {
  const clean = command.write('clean.yaml', CONFIG_MAP);
  const bad = command.write('bad.yaml', BARE_POD);
  for (const file of [clean, bad]) {
    const { status, stderr } = onFullDisk('check', '--format', format, file);
    expect(stderr).toMatch(/ack-secure-inference: the output could not be written, and is not whole: ENOSPC/);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  }
});

test.each([['--version'], ['rules'], ['explain', 'SAI-POD-001']])('a full disk is an error of %s', (...args) => {
  const { status, stderr } = onFullDisk(...args);
  expect(stderr).toMatch(/could not be written.*ENOSPC/);
  expect(status).toBe(2);
});
