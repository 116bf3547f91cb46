import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { table } from '../../lib/cli/output/table';
import { stoppingUnknown } from '../../lib/guardrails/report/build';
import { OnUnknown, ReportData } from '../../lib/guardrails/report/data';
import { junit } from '../../lib/guardrails/report/junit';
import { sarif } from '../../lib/guardrails/report/sarif';
import { Severity } from '../../lib/guardrails/rules/severity';
import { sourcesOf } from '../../lib/scan/sources';

const NIM = 'apiVersion: apps.nvidia.com/v1alpha1\nkind: NIMService\nmetadata: {name: x, namespace: a}\nspec: {}\n';
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: a}\nspec: {hostPID: true, containers: []}\n';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unknown-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** The version is written into the command when it is bundled. */
Object.assign(globalThis, { PACKAGE_VERSION: '0.0.0' });

const checked = async (onUnknown: OnUnknown = 'fail', named = folder): Promise<ReportData> => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- after the version is there
  const { Check } = require('../../lib/scan/check') as typeof import('../../lib/scan/check');
  return new Check(
    { failOn: Severity.CRITICAL, onUnknown, registries: [], suppressions: [], baseline: [], advisories: [] },
    () => undefined,
  ).run(sourcesOf([named]));
};

const shown = (report: ReportData) => [...table(report, { style: (_, text) => text, width: Infinity })].join('');

test('a kind whose operator writes the pods is named in every format, and passed is not said', async () => {
  write('nim.yaml', NIM);
  const report = await checked();
  expect(report.unknown).toMatchObject([
    { subject: 'NIMService/x', namespace: 'a', reason: 'pods-of-operator', mayRun: true, location: { line: 1 } },
  ]);
  expect(stoppingUnknown(report)).toHaveLength(1);
  expect(shown(report)).toMatch(/may run +.*NIMService\/x in a - objects of the kind NIMService run pods/);
  expect(shown(report)).not.toContain('passed');
  const [run] = JSON.parse([...sarif(report)].join('')).runs;
  expect(run.invocations[0]).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [{ level: 'error', message: { text: expect.stringContaining('NIMService/x') } }],
  });
  expect([...junit(report)].join('')).toContain('errors="1"');
});

test('with --on-unknown warn nothing stops, and passed is still not said', async () => {
  write('nim.yaml', NIM);
  const report = await checked('warn');
  expect(stoppingUnknown(report)).toEqual([]);
  expect(shown(report)).toContain('in what was understood');
});

test.each(['.hidden/pod.yaml', 'pod.YAML', 'pod.yml', 'pod.Json'])('%s is read', async (name) => {
  write(name, name.endsWith('Json') ? '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}' : POD);
  expect((await checked()).summary.objects).toBe(1);
});

test('a folder behind a link is read, and a link to a folder around it is named', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'linked-'));
  writeFileSync(join(elsewhere, 'pod.yaml'), POD);
  symlinkSync(elsewhere, join(folder, 'linked'));
  symlinkSync(folder, join(folder, 'loop'));
  const report = await checked();
  rmSync(elsewhere, { recursive: true });
  expect(report.summary.objects).toBe(1);
  expect(report.unknown).toMatchObject([{ reason: 'skipped-file', message: 'a link to a folder around it' }]);
});

test.each([
  ['main.tf', 'resource "a" "b" {}', true],
  ['kustomization.yaml', 'resources: [a.yaml]', true],
  ['chart/Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\n', true],
  ['package.json', '{"name": "a"}', false],
  ['node_modules/a/pod.yaml', POD, false],
])('%s is named as not read', async (name, text, mayRun) => {
  write('pod.yaml', POD);
  write(name, text);
  const { unknown, summary } = await checked();
  expect(summary.objects).toBe(1);
  expect(unknown).toMatchObject([{ reason: 'skipped-file', mayRun }]);
});

test.each(['main.tf', 'main.tofu'])(
  '%s that was named is refused, with the command that makes JSON of it',
  async (name) => {
    write(name, 'resource "alicloud_vpc" "a" {\n  vpc_name = "a"\n}\n');
    const { problems, unknown } = await checked('fail', join(folder, name));
    expect(problems).toMatchObject([{ line: 1, message: 'HCL is not read: terraform show -json plan.out | check -' }]);
    expect(unknown).toEqual([]);
  },
);

test('an error while an object is judged is a problem with a place, and other findings are kept', async () => {
  write('a.yaml', POD.replace('hostPID: true', `hostPID: true, deep: ${'['.repeat(5000)}${']'.repeat(5000)}`));
  write('b.json', `{"apiVersion":"v1","kind":"Pod","spec":${'['.repeat(50000)}${']'.repeat(50000)}}`);
  write('c.yaml', POD);
  const { problems, findings } = await checked();
  expect(problems.map(({ file }) => file.slice(-6))).toEqual(['a.yaml', 'b.json']);
  expect(findings.some(({ location }) => location?.file.endsWith('c.yaml'))).toBe(true);
});
