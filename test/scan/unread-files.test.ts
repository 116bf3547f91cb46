import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CommandUnderTest } from '../cli/command';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\nspec: {hostPID: true, containers: []}\n';
const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n';
let number = 0;

/** What is said of a folder that holds a clean object and one more file. */
function said(name: string, content: string): { status: number | null; unknown: any[]; problems: any[] } {
  const folder = `folder-${(number += 1)}`;
  command.write(`${folder}/clean.yaml`, OBJECT);
  command.write(`${folder}/${name}`, content);
  const { status, stdout } = command.run(['check', '--format', 'json', folder]);
  return { status, ...JSON.parse(stdout) };
}

test.each([
  ['a template', 'pod.yaml.j2', POD],
  ['a template of Go', 'pod.yaml.tpl', POD],
  ['a copy', 'pod.yaml.bak', POD],
  ['an archive', 'pods.tar', 'x'],
  ['a compressed manifest', 'pod.yaml.gz', gzipSync(POD).toString('latin1')],
  ['configuration of Terragrunt', 'terragrunt.hcl', 'inputs = {}'],
  ['a kustomization of the third name', 'Kustomization', 'resources: [a]\n'],
  ['a manifest without extension', 'pod', POD],
  ['a manifest with another extension', 'pod.txt', POD],
  ['a manifest in JSON with another extension', 'pod.manifest', '{\n  "kind": "Pod",\n  "apiVersion": "v1"\n}\n'],
  ['a patch', 'patch.yaml', '- op: add\n  path: /spec/template/spec/hostPID\n  value: true\n'],
  ['a strategic merge patch', 'patch.yaml', 'spec:\n  template:\n    spec:\n      hostPID: true\n'],
  ['values of a chart', 'values.yaml', 'securityContext:\n  privileged: true\n'],
  ['a list of objects', 'pods.json', JSON.stringify([{ apiVersion: 'v1', kind: 'Pod' }])],
  ['a text that holds an object', 'pod.yaml', JSON.stringify(JSON.stringify({ apiVersion: 'v1', kind: 'Pod' }))],
])('%s in a folder is named as what may run', (_, name, content) => {
  const { status, unknown } = said(name, content);
  expect(unknown).toMatchObject([
    { reason: 'skipped-file', mayRun: true, location: { file: expect.stringContaining(name) } },
  ]);
  expect(status).toBe(2);
});

test.each([
  ['README.md', '# Title\n\nIts kind: none, see apiVersion: v1.\n'],
  ['main.py', 'kind = 1\n'],
  ['LICENSE', 'text\n'],
  ['dashboard.json', '{"panels": []}'],
])('%s does not stop', (name, content) => {
  expect(said(name, content).status).toBe(0);
});

test('a named pipe in a folder is named, and not waited for', () => {
  command.write('pipes/clean.yaml', OBJECT);
  execFileSync('mkfifo', [join(command.folder, 'pipes/pod.yaml')]);
  const { status, stdout } = command.run(['check', 'pipes']);
  expect(stdout).toMatch(/may run +pipes\/pod.yaml:1:1: not a file/);
  expect(status).toBe(2);
});

test('a link to itself is an error with its name', () => {
  command.write('links/clean.yaml', OBJECT);
  symlinkSync('loop.yaml', join(command.folder, 'links/loop.yaml'));
  const { status, stderr } = command.run(['check', 'links']);
  expect(stderr).toMatch(/links\/loop.yaml:1:1: error: ELOOP/);
  expect(status).toBe(2);
});
