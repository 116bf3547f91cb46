/** `--advisories`: what was published after the release, in files, policies, settings and constructs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { CommandUnderTest } from './command';
import { guardrails, InferenceEngine } from '../../lib';
import { newService } from '../inference/fixtures';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const SOURCE = 'https://nvd.nist.gov/vuln/detail/CVE-2027-10001';
const advisory = (engine: string, fixedIn: string, id = 'CVE-2027-10001') =>
  `  - { engine: ${engine}, id: ${id}, fixedIn: '${fixedIn}', summary: a request ends the server, source: '${SOURCE}' }\n`;
const newer = command.write('newer.yaml', `advisories:\n${advisory('vllm', '0.34.0')}`);
const inFolder = (name: string) => join(command.folder, name);

const pod = (image: string, labels = {}) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x', labels },
    spec: { containers: [{ name: 'c', image }] },
  });
command.write('newest.json', pod('vllm/vllm-openai:v0.33.0'));

/** Fixes of the rule about vulnerable engines that a check of a file says. */
function fixesOf(...args: string[]): string[] {
  const { stdout, stderr } = command.run(['check', '--format', 'json', ...args]);
  expect(stderr).not.toContain('error');
  return JSON.parse(stdout)
    .findings.filter(({ ruleId }: { ruleId: string }) => ruleId === 'SAI-IMG-006')
    .map(({ fix }: { fix: string }) => fix);
}

test('a version that was the newest is found, with the advisory and its source', () => {
  expect(fixesOf('newest.json')).toEqual([]);
  expect(fixesOf('--advisories', newer, 'newest.json')).toEqual([
    expect.stringContaining(`vllm 0.34.0 (CVE-2027-10001, ${SOURCE})`),
  ]);
});

test('an engine of which no advisory was known is found by its label', () => {
  command.write(
    'torchserve.json',
    pod('a.example.com/ts', { 'app.kubernetes.io/name': 'torchserve', 'app.kubernetes.io/version': '0.12.0' }),
  );
  const file = command.write('torchserve.yaml', `advisories:\n${advisory('torchserve', '0.13')}`);
  expect(fixesOf('torchserve.json')).toEqual([]);
  expect(fixesOf('--advisories', file, 'torchserve.json')).toHaveLength(1);
});

test('files add up, and JSON is read too', () => {
  const entry = { engine: 'vllm', id: 'CVE-2027-2', fixedIn: '0.35.0', summary: 'x', source: SOURCE };
  const json = command.write('newer.json', JSON.stringify({ advisories: [entry] }));
  expect(fixesOf('--advisories', newer, '--advisories', json, 'newest.json')).toEqual([
    expect.stringContaining('vllm 0.35.0 (CVE-2027-2'),
  ]);
});

test('the record stays in force beside a file', () => {
  command.write('old.json', pod('vllm/vllm-openai:v0.8.0'));
  const old = command.write('old.yaml', `advisories:\n${advisory('vllm', '0.1.0')}`);
  expect(fixesOf('--advisories', old, 'old.json')).toHaveLength(1);
});

test('policies for a cluster know them too', () => {
  const policies = (...args: string[]) => command.run(['policies', '--rules', 'SAI-IMG-006', ...args]).stdout;
  expect(policies()).not.toContain('CVE-2027-10001');
  expect(policies('--advisories', newer)).toContain('CVE-2027-10001');
  expect(policies('--advisories', newer, '--engine', 'gatekeeper')).toContain('CVE-2027-10001');
});

test('a settings file names them, as seen from itself', () => {
  command.write('team/newer.yaml', `advisories:\n${advisory('vllm', '0.34.0')}`);
  const settings = command.write('team/settings.yaml', 'check:\n  advisories: [newer.yaml]\n');
  expect(fixesOf('--config', settings, 'newest.json')).toHaveLength(1);
});

test.each([
  ['a missing file', undefined, 'missing.yaml: no file of at most 1048576 bytes'],
  ['a file without end', '#'.repeat(1024 * 1024 + 1), 'bad.yaml: no file of at most 1048576 bytes'],
  ['broken YAML', 'advisories: [', 'bad.yaml:1:'],
  ['an unknown engine', `advisories:\n${advisory('vlm', '0.34.0')}`, 'bad.yaml:2:'],
])('%s ends the run with 2, the file and the place', (_, text, message) => {
  const file = text === undefined ? 'missing.yaml' : command.write('bad.yaml', text);
  for (const name of ['check', 'policies']) {
    const { status, stderr } = command.run([name, '--advisories', file, ...(name === 'check' ? ['newest.json'] : [])]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`--advisories ${message}`)]);
  }
});

test('constructs refuse a version that lacks the fix, and a file that cannot be read', () => {
  const problemsWith = (advisories: string) => () =>
    newService({
      engine: InferenceEngine.vllm({
        image: `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:${'a'.repeat(64)}`,
        version: '0.33.0',
        advisories,
      }),
    });
  expect(problemsWith(inFolder('newer.yaml'))).toThrow(`has no fix for CVE-2027-10001 (a request ends the server)`);
  expect(problemsWith(inFolder('newer.yaml'))).toThrow(SOURCE);
  writeFileSync(inFolder('wrong.yaml'), 'advisories: 1\n');
  expect(problemsWith(inFolder('wrong.yaml'))).toThrow(/advisories cannot be read: .*wrong.yaml:1:\d+: no list/);
});

test('checks at synthesis know them, whichever call names them, and evidence of the same', () => {
  const app = new App({ outdir: Testing.app().outdir });
  const { metadata, ...object } = JSON.parse(pod('vllm/vllm-openai:v0.33.0')) as { metadata: object };
  new ApiObject(new Chart(app, 'chart'), 'Pod', { apiVersion: 'v1', kind: 'Pod', metadata, ...object });
  const advisories = [inFolder('newer.yaml')];
  const found = (options?: guardrails.CheckOptions) =>
    guardrails.Checks.evaluate(app, options).filter(({ ruleId }) => ruleId === 'SAI-IMG-006');
  expect(found()).toEqual([]);
  expect(found({ advisories })).toEqual([expect.objectContaining({ subject: 'Pod/x' })]);

  guardrails.Checks.enforceOn(app, { failOn: guardrails.Severity.CRITICAL });
  guardrails.Checks.enforceOn(app, { advisories });
  expect(() => app.synth()).toThrow('CVE-2027-10001');
  expect(() => guardrails.Checks.evaluate(app, { advisories: ['missing.yaml'] })).toThrow('missing.yaml: no file');
});
