import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CommandUnderTest } from './command';
import { RULES } from '../../lib/guardrails/rules';

const command = new CommandUnderTest();
afterAll(() => command.remove());

test('rules lists every rule', () => {
  const { status, stdout } = command.run(['rules']);
  expect(status).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(RULES.length);
});

test('rules as JSON is an array of all that is known', () => {
  expect(JSON.parse(command.run(['rules', '--format', 'json']).stdout)).toEqual(JSON.parse(JSON.stringify(RULES)));
});

test('explain shows what a rule asks, whatever the case of its id', () => {
  const { status, stdout } = command.run(['explain', 'sai-pod-001']);
  expect(status).toBe(0);
  expect(stdout).toContain('SAI-POD-001  Privileged container');
  expect(stdout).toMatch(/^fields +container.securityContext.privileged$/m);
  expect(stdout).toMatch(/^acceptable +no: /m);
});

test('explain refuses what is no rule', () => {
  expect(command.run(['explain', 'SAI-POD-999'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('no rule has this id'),
  });
});

test('the version is that of the package, and no command is wrong use', () => {
  expect(command.run(['--version'])).toMatchObject({ status: 0, stdout: '0.0.0\n' });
  expect(command.run([])).toMatchObject({ status: 2 });
  expect(command.run(['--help'])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Usage: ack-secure-inference'),
  });
});

test('what asks no cluster does not load the client of one, which takes as long as the rest', () => {
  const apart = new CommandUnderTest();
  try {
    rmSync(join(apart.folder, 'bin/kube-config.js'));
    expect(apart.run(['rules']).status).toBe(0);
  } finally {
    apart.remove();
  }
});
