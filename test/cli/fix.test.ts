/** `check --fix` on files: what is written, what is said, and what happens if nothing can be written. */
import { chmodSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CommandUnderTest } from './command';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const POD = `apiVersion: v1
kind: Pod
metadata: { name: chat }
spec:
  containers:
    - name: engine # vllm
      image: i
`;

function read(name: string): string {
  return readFileSync(join(command.folder, name), 'utf8');
}

function idsOf(stdout: string): string[] {
  return JSON.parse(stdout).findings.map(({ ruleId }: { ruleId: string }) => ruleId);
}

test('writes what is certain, says what is left, and checks what it wrote', () => {
  command.write('fix/pod.yaml', POD);
  chmodSync(join(command.folder, 'fix/pod.yaml'), 0o640);
  const { status, stdout, stderr } = command.run(['check', '--fix', '--format', 'json', 'fix']);
  expect(status).toBe(1);
  expect(idsOf(stdout)).not.toEqual(expect.arrayContaining(['SAI-POD-002']));
  expect(idsOf(stdout)).toContain('SAI-POD-004');
  expect(stderr).toContain(
    'fix/pod.yaml: fixed: Pod/chat spec.containers[0].securityContext.allowPrivilegeEscalation: false (SAI-POD-002)\n',
  );
  expect(stderr).toMatch(
    /not fixed: Pod\/chat spec\.containers\[0\]\.securityContext\.capabilities\.drop \(SAI-POD-004\): \S/,
  );
  expect(read('fix/pod.yaml')).toContain('- name: engine # vllm\n');
  expect(statSync(join(command.folder, 'fix/pod.yaml')).mode % 0o1000).toBe(0o640);
  expect(readdirSync(join(command.folder, 'fix'))).toEqual(['pod.yaml']);
});

test('a second run writes nothing', () => {
  const before = read('fix/pod.yaml');
  expect(command.run(['check', '--fix', 'fix']).stderr).not.toMatch(/: fixed: /);
  expect(read('fix/pod.yaml')).toBe(before);
});

test('accepted findings stay as they are', () => {
  command.write('accepted.yaml', POD);
  const accepted = ['--ignore', 'SAI-POD-002=the image needs setuid programs until it is built anew'];
  command.run(['check', '--fix', ...accepted, 'accepted.yaml']);
  expect(read('accepted.yaml')).not.toContain('allowPrivilegeEscalation');
  expect(read('accepted.yaml')).toContain('RuntimeDefault');
});

test('links stay links, and what they name is written', () => {
  command.write('real/pod.yaml', POD);
  symlinkSync('real/pod.yaml', join(command.folder, 'link.yaml'));
  command.run(['check', '--fix', 'link.yaml']);
  expect(lstatSync(join(command.folder, 'link.yaml')).isSymbolicLink()).toBe(true);
  expect(read('real/pod.yaml')).toContain('allowPrivilegeEscalation: false');
});

test('the standard input is refused', () => {
  expect(command.run(['check', '--fix', '-'], POD)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('--fix: the standard input cannot be written'),
  });
});

test('nothing is written if one file cannot be', () => {
  command.write('some/a.yaml', POD);
  command.write('some/b.yaml', POD);
  // the name of what is written first, beside b.yaml, is too long for the file system
  const long = `some/${'c'.repeat(250)}.yaml`;
  command.write(long, POD);
  expect(command.run(['check', '--fix', 'some'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('nothing was written'),
  });
  expect([read('some/a.yaml'), read('some/b.yaml'), read(long)]).toEqual([POD, POD, POD]);
  expect(readdirSync(join(command.folder, 'some'))).toHaveLength(3);
});
