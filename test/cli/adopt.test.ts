import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandUnderTest } from './command';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const INPUT = readFileSync(join(__dirname, '../adopt/input/deployment.yaml'), 'utf8');

test('writes a program and a table from the standard input, and says what is to decide', () => {
  const { status, stdout } = command.run(['adopt', '-', '--output', 'a'], INPUT);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /1 inference servers in 3 objects; \d+ fields: \d+ kept, \d+ hardened, \d+ needs your decision/,
  );
  expect(readFileSync(join(command.folder, 'a/adopted.ts'), 'utf8')).toContain('InferenceEngine.vllm({');
  expect(readFileSync(join(command.folder, 'a/adopted.md'), 'utf8')).toContain('--trust-remote-code');
});

test('files that exist are not replaced without --force', () => {
  command.run(['adopt', '-', '--output', 'b'], INPUT);
  expect(command.run(['adopt', '-', '--output', 'b'], INPUT)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('b/adopted.ts exists'),
  });
  expect(command.run(['adopt', '-', '--output', 'b', '--force'], INPUT).status).toBe(0);
});

test('input that cannot be read writes nothing', () => {
  expect(command.run(['adopt', '-', '--output', 'c'], 'a: b: c\n').status).toBe(2);
  expect(existsSync(join(command.folder, 'c'))).toBe(false);
});

test('input without a server ends with 1', () => {
  const pod = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n';
  expect(command.run(['adopt', '-', '--output', 'd'], pod).status).toBe(1);
});
