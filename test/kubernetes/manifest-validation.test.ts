import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { guardrails, ManifestValidation, ManifestValidationProps } from '../../lib';
import { BARE_POD, CONFIG_MAP } from '../cli/manifests';
import { SAMPLES } from '../guardrails/rules/samples';

/** What the plug-in reports of files, by name. */
async function reportOf(files: Record<string, string>, props?: ManifestValidationProps) {
  const violations: any[] = [];
  let summary: any;
  await new ManifestValidation(props).validate({
    manifests: Object.keys(files),
    parseManifest: (path: string) => parseAllDocuments(files[path]).map((document) => document.toJS()),
    report: {
      addViolation: (violation: any) => violations.push(violation),
      submit: (status: string, metadata: any) => (summary = { status, metadata }),
    },
  });
  return { violations, ...summary };
}

const of = (violations: any[], ruleId: string) => violations.find(({ ruleName }) => ruleName.startsWith(`${ruleId} `));

test('a violation names rule, reason, fix, and every object that breaks it', async () => {
  const { status, violations } = await reportOf({ 'a.yaml': BARE_POD, 'b.yaml': `${CONFIG_MAP}---\n${BARE_POD}` });
  expect(status).toBe('failure');
  const location = { resourceName: 'bare', locations: ['Pod/bare spec.containers[0]'] };
  expect(of(violations, 'SAI-POD-001')).toEqual({
    ruleName: 'SAI-POD-001 Privileged container (critical)',
    recommendation: 'container runs privileged',
    fix: expect.stringContaining('remove securityContext.privileged'),
    violatingResources: [
      { ...location, manifestPath: 'a.yaml' },
      { ...location, manifestPath: 'b.yaml' },
    ],
  });
});

test('what concerns no object alone is of all files', async () => {
  const policies = SAMPLES.get('SAI-NET-014')!.disallowed[0].objects!.map((policy) => stringify(policy));
  const { violations } = await reportOf({ 'a.yaml': policies.join('---\n'), 'b.yaml': CONFIG_MAP });
  expect(of(violations, 'SAI-NET-014').violatingResources).toEqual([
    { resourceName: 'all objects', locations: ['all objects'], manifestPath: 'a.yaml, b.yaml' },
  ]);
});

test('a file of accepted risks is read', async () => {
  const entry = { rule: 'SAI-IMG-002', subject: 'Pod/bare', reason: 'mirrored by the platform team' };
  const context = {
    manifests: ['a.yaml'],
    files: { 'a.yaml': BARE_POD, 'acceptances.yaml': stringify({ acceptances: [entry] }) } as Record<string, string>,
    parseManifest(path: string) {
      return parseAllDocuments(this.files[path]).map((document) => document.toJS());
    },
    report: { addViolation: jest.fn(), submit: jest.fn() },
  };
  await new ManifestValidation({ acceptances: 'acceptances.yaml' }).validate(context);
  const rules = context.report.addViolation.mock.calls.map(([{ ruleName }]) => ruleName);
  expect(rules.some((name: string) => name.startsWith('SAI-IMG-001 '))).toBe(true);
  expect(rules.some((name: string) => name.startsWith('SAI-IMG-002 '))).toBe(false);
  expect(context.report.submit.mock.calls[0][1]).toEqual({
    'Accepted SAI-IMG-002 of Pod/bare': '1 violations: mirrored by the platform team',
  });
  context.files['acceptances.yaml'] = stringify({ acceptances: [{ ...entry, reason: '' }] });
  await expect(new ManifestValidation({ acceptances: 'acceptances.yaml' }).validate(context)).rejects.toThrow(/reason/);
});

test('what is clean succeeds, also between empty documents', async () => {
  expect(await reportOf({ 'a.yaml': `---\n${CONFIG_MAP}---\n` })).toMatchObject({ status: 'success', violations: [] });
});

test('violations below the severity are shown and do not fail', async () => {
  const harmless = BARE_POD.replace('privileged: true', 'privileged: false');
  const { status, violations } = await reportOf({ 'a.yaml': harmless }, { failOn: guardrails.Severity.CRITICAL });
  expect({ status, some: violations.length > 0 }).toEqual({ status: 'success', some: true });
});

test('registries are those of the properties', async () => {
  const pod = BARE_POD.replace('nginx:1', 'registry.example.com/nginx:1');
  expect(of((await reportOf({ a: pod })).violations, 'SAI-IMG-002')).toBeDefined();
  const registries = ['registry.example.com'];
  expect(of((await reportOf({ a: pod }, { registries })).violations, 'SAI-IMG-002')).toBeUndefined();
});

test('accepted rules are in the summary, with how much they cover', async () => {
  const ignore = { 'SAI-IMG-001': 'The vendor publishes tags only', 'SAI-NET-001': 'There is no Service in here' };
  const { violations, metadata } = await reportOf({ a: BARE_POD }, { ignore });
  expect(of(violations, 'SAI-IMG-001')).toBeUndefined();
  expect(metadata).toEqual({
    'Accepted SAI-IMG-001': '1 violations: The vendor publishes tags only',
    'Accepted SAI-NET-001': '0 violations: There is no Service in here',
  });
});

test.each<[ManifestValidationProps, RegExp]>([
  [{ failOn: 'worst' as never }, /invalid severity: got "worst"; allowed: low, medium, high, critical/],
  [{ ignore: { 'SAI-POD-001': 'a reason that is long enough' } }, /risk cannot be accepted: container runs privileged/],
  [{ ignore: { 'SAI-X-1': 'short' } }, /no rule has this id[^]*reason is too short/],
])('%j is refused', (props, message) => {
  expect(() => new ManifestValidation(props)).toThrow(message);
});

test('a file of newer advisories is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'advisories-'));
  const source = 'https://nvd.nist.gov/vuln/detail/CVE-2027-10001';
  const entry = { engine: 'vllm', id: 'CVE-2027-10001', fixedIn: '0.34.0', summary: 'ends the server', source };
  const advisories = join(folder, 'advisories.yaml');
  writeFileSync(advisories, stringify({ advisories: [entry] }));
  const newest = { 'a.yaml': BARE_POD.replace(/image: \S+/, 'image: vllm/vllm-openai:v0.33.0') };
  expect(of((await reportOf(newest)).violations, 'SAI-IMG-006')).toBeUndefined();
  expect(of((await reportOf(newest, { advisories })).violations, 'SAI-IMG-006').fix).toContain('CVE-2027-10001');
  writeFileSync(advisories, 'advisories: {}\n');
  await expect(reportOf(newest, { advisories })).rejects.toThrow('advisories.yaml:1:');
  rmSync(folder, { recursive: true });
});
