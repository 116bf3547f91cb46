/** What runs the check for others: action, hook, template and container name what the command has, and pass its verdict on. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ACTIONS } from '../../lib/pipeline/formats/actions';
import { callsIn, commandOf, unknownOptions } from '../support/command-words';

const action = parse(readFileSync('action.yml', 'utf8'));
const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));
const [spec, template] = parseAllDocuments(readFileSync('templates/check.yml', 'utf8')).map((document) =>
  (document as { toJS(): any }).toJS(),
);
const job = template['ack-secure-inference-check'];
const [setup, check, upload] = action.runs.steps;

const folder = mkdtempSync(join(tmpdir(), 'integrations-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => {
  const bin = resolve('bin/ack-secure-inference.js');
  writeFileSync(
    join(folder, 'npx'),
    `#!/bin/sh\necho "$2" >> called\nshift 2\nexec "${process.execPath}" "${bin}" "$@"\n`,
  );
  chmodSync(join(folder, 'npx'), 0o755);
  const pod = (image: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'x', namespace: 'y' },
    data: { image },
  });
  writeFileSync(join(folder, 'good.json'), JSON.stringify(pod('a')));
  const containers = [{ name: 'c', image: 'nginx', securityContext: { privileged: true } }];
  writeFileSync(
    join(folder, 'bad.json'),
    JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'y' }, spec: { containers } }),
  );
});

/** Runs a script as CI does, with the command of now in place of the published one. */
function run(script: string, environment: Record<string, string>) {
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, ...environment };
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
}

const INPUTS = { VERSION: '', REGISTRIES: '', FAIL_ON: 'medium', ACCEPTANCES: '', SARIF: 'found.sarif' };

test.each([
  ['good.json', 0, 0],
  ['bad.json', 1, 1],
  ['good.json bad.json', 1, 1],
])('the action passes on what the check finds in %s', (paths, status, least) => {
  expect(run(check.run, { ...INPUTS, PATHS: paths }).status).toBe(status);
  const [{ results }] = JSON.parse(readFileSync(join(folder, 'found.sarif'), 'utf8')).runs;
  expect(results.length).toBeGreaterThanOrEqual(least);
});

test('the action fails where the check cannot run, and hands inputs on as they are', () => {
  expect(run(check.run, { ...INPUTS, PATHS: 'missing' }).status).toBe(2);
  expect(run(check.run, { ...INPUTS, PATHS: 'good.json', FAIL_ON: 'no such severity' }).status).toBe(2);
  const injected = run(check.run, {
    ...INPUTS,
    PATHS: 'good.json',
    VERSION: '1.2.3',
    REGISTRIES: 'a.example.com/$(touch hacked)',
  });
  expect(injected.status).toBe(0);
  expect(() => readFileSync(join(folder, 'hacked'))).toThrow('ENOENT');
  expect(readFileSync(join(folder, 'called'), 'utf8')).toContain('ack-secure-inference@1.2.3\n');
});

test('no input stands in a script, and every variable of a script is an input', () => {
  expect(check.run).not.toContain('${{');
  const used = Object.values(check.env as Record<string, string>).map((text) => /inputs\.([\w-]+)/.exec(text)![1]);
  expect([...used, 'upload'].sort()).toEqual(Object.keys(action.inputs).sort());
});

test('actions are pinned to the commits that pipelines use', () => {
  const pinned = ({ name, commit }: { name: string; commit: string }) => `${name}@${commit}`;
  expect([setup.uses, upload.uses]).toEqual([pinned(ACTIONS.setupNode), pinned(ACTIONS.uploadSarif)]);
});

test.each([
  ['action.yml', check.run.replaceAll('"$package"', 'ack-secure-inference')],
  ['.pre-commit-hooks.yaml', hook.entry],
  ['templates/check.yml', job.script.join('\n')],
])('%s names commands and options that exist', (_, script: string) => {
  const calls = callsIn(script);
  expect(calls.length).toBeGreaterThan(0);
  for (const words of [...calls, ['check', ...script.matchAll(/(?<= |\()--(?!yes)[a-z-]+/g)].map(String)]) {
    expect(commandOf(words).command.name()).toBe('check');
    expect(unknownOptions(words)).toEqual([]);
  }
});

test.each([
  ['good.json', 0],
  ['bad.json', 1],
])('the template of GitLab passes on what the check finds in %s', (paths, status) => {
  const environment = { PATHS: paths, REGISTRIES: 'a.example.com/x', FAIL_ON: 'medium' };
  expect(run(job.script.join('\n'), environment).status).toBe(status);
  expect(readFileSync(join(folder, job.artifacts.reports.junit), 'utf8')).toContain('<testsuite');
  const used = JSON.stringify(template).match(/(?<=inputs\.)[\w-]+/g)!;
  expect([...new Set(used)].sort()).toEqual(Object.keys(spec.spec.inputs).sort());
});

test('the hook of pre-commit passes on what the check finds in changed files', () => {
  expect(run(`${hook.entry} good.json`, {}).status).toBe(0);
  expect(run(`${hook.entry} bad.json good.json`, {}).status).toBe(1);
  expect(hook).toMatchObject({ id: 'ack-secure-inference', language: 'system', require_serial: true });
});

test('the container copies what is generated, runs it as nobody, and has no base without a digest', () => {
  const lines = readFileSync('Containerfile', 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  const copied = lines.flatMap((line) => /^COPY (.*) \S+$/.exec(line)?.[1].split(' ') ?? []);
  expect(copied.length).toBeGreaterThan(3);
  expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  expect(lines).toEqual(expect.arrayContaining(['ARG NODE', 'FROM ${NODE}', 'USER 65532:65532']));
  const [, entry] = /^ENTRYPOINT (.*)$/m.exec(lines.join('\n'))!;
  expect(JSON.parse(entry)).toEqual(['/nodejs/bin/node', '/opt/ack-secure-inference/bin/ack-secure-inference.js']);
});
