import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { App, ApiObject, Chart } from 'cdk8s';
import { App as TerraformApp, TerraformResource, TerraformStack } from 'cdktf';
import { CONFIG_MAP, pod } from './fixtures';
import { guardrails } from '../../../lib';
import { ReportData } from '../../../lib/guardrails/report/data';
import { sarifErrors } from '../../support/sarif';

const { Evidence, Report, Risk } = guardrails;
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function newFolder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'report-')));
  return folders[folders.length - 1];
}

function newApp(folder: string): { app: App; chart: Chart } {
  const app = new App({ outdir: join(folder, 'k8s') });
  return { app, chart: new Chart(app, 'app') };
}

/** The report of an app with one pod on which nothing is hardened. */
function written(options: guardrails.ReportOptions = {}, change: (chart: Chart) => void = () => undefined) {
  const folder = newFolder();
  const { app, chart } = newApp(folder);
  new ApiObject(chart, 'Pod', pod('bare'));
  change(chart);
  const files = Report.write([app], folder, options);
  return { app, folder, files, report: reportIn(folder) };
}

function reportIn(folder: string): ReportData {
  return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as ReportData;
}

test('writes JSON by the published schema, SARIF by its own, and a page, also before anything is synthesized', () => {
  const { folder, files, report } = written();
  expect(files).toEqual(['report.json', 'report.sarif', 'report.html'].map((name) => join(folder, name)));
  const validate = addFormats(new Ajv2020({ allErrors: true })).compile(
    JSON.parse(readFileSync('docs/report.schema.json', 'utf8')),
  );
  validate(report);
  expect(validate.errors).toBeNull();
  expect(sarifErrors(JSON.parse(readFileSync(files[1], 'utf8')))).toEqual([]);
  expect(readFileSync(files[2], 'utf8')).toMatch(/^<!doctype html>.*SAI-POD-001.*<\/html>\n$/s);
  expect(report.summary.objects).toBe(1);
});

test('findings name their construct', () => {
  expect(written().report.findings).toContainEqual(
    expect.objectContaining({ ruleId: 'SAI-POD-001', constructPath: 'app/Pod', subject: 'Pod/bare', status: 'open' }),
  );
});

test('lists what was accepted once, where, until when, and warns of what accepts nothing', () => {
  const risk = {
    id: 'SAI-IMG-002',
    reason: 'mirrored by the platform team',
    reference: 'SEC-1',
    expires: '2099-12-31',
  };
  const { report } = written({}, (chart) => {
    Risk.of(chart).acknowledge(risk);
    Risk.of(chart).acknowledge({ id: 'SAI-MSH-001', reason: 'there is no mesh in this cluster' });
  });
  const { id: ruleId, ...decision } = risk;
  expect(report.acknowledgedRisks).toContainEqual({ ruleId, ...decision, constructPath: 'app', findings: 1 });
  expect(report.findings).toContainEqual(expect.objectContaining({ ruleId, status: 'acknowledged', ...decision }));
  expect(report.warnings).toEqual(['[app] nothing is found that the accepted risk SAI-MSH-001 covers: remove it']);
});

test('judges as the checks do', () => {
  const { app, report } = written({ checks: { failOn: guardrails.Severity.CRITICAL, registries: ['nginx'] } });
  expect(report.parameters).toEqual({ failOn: 'critical', onUnknown: 'fail', registries: ['nginx'] });
  expect(report.findings.map(({ ruleId }) => ruleId)).toEqual(
    guardrails.Checks.evaluate(app, { registries: ['nginx'] }).map(({ ruleId }) => ruleId),
  );
});

test('has resources of stacks', () => {
  const folder = newFolder();
  const app = new TerraformApp({ outdir: folder });
  const stack = new TerraformStack(app, 'registry');
  new TerraformResource(stack, 'repository', { terraformResourceType: 'alicloud_cr_ee_repo' }).addOverride(
    'repo_type',
    'PUBLIC',
  );
  Report.write([app], folder);
  expect(reportIn(folder)).toMatchObject({ summary: { objects: 0, resources: 1 } });
  expect(reportIn(folder).findings).toContainEqual(
    expect.objectContaining({ ruleId: 'SAI-REG-003', subject: 'alicloud_cr_ee_repo.repository' }),
  );
});

test('compares with an earlier report, which may be the one that it replaces', () => {
  const { app, folder } = written();
  new ApiObject(app.node.findChild('app') as Chart, 'Policy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'closed', namespace: 'team' },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  });
  Report.write([app], folder, { previousFile: join(folder, 'report.json') });
  expect(reportIn(folder).reachability.since).toMatchObject({
    added: [],
    removed: [{ source: 'anybody', target: 'Pod team/bare' }],
  });
});

test.each([
  ['is not there', undefined],
  ['is no JSON', 'a: b'],
  ['is no report', '{}'],
])('an earlier report that %s is refused, and nothing is written', (_, text) => {
  const folder = newFolder();
  const previousFile = join(folder, 'previous.json');
  if (text) {
    writeFileSync(previousFile, text);
  }
  expect(() => Report.write([newApp(folder).app], folder, { previousFile })).toThrow(
    /earlier report cannot be read: got ".*previous.json: .*; allowed: report.json of an earlier synthesis; fix: /,
  );
  expect(() => reportIn(folder)).toThrow(/ENOENT/);
});

describe('evidence', () => {
  function withEvidence(options?: guardrails.EvidenceOptions): string {
    const folder = newFolder();
    const { app, chart } = newApp(folder);
    new ApiObject(chart, 'Map', CONFIG_MAP);
    app.synth();
    Evidence.write([app], folder, options);
    Report.write([app], folder);
    return folder;
  }

  test('is verified and shown, and a report beside it is no difference', () => {
    const folder = withEvidence();
    expect(reportIn(folder)).toMatchObject({ files: ['k8s/app.k8s.yaml'], evidence: { differences: [] } });
    expect(Evidence.verify(folder)).toEqual([]);
  });

  test('has what objects say that they leave open', () => {
    const folder = newFolder();
    const { app, chart } = newApp(folder);
    new ApiObject(chart, 'Map', CONFIG_MAP).metadata.addAnnotation('secure-inference.ack/residual-risk', 'it is read');
    app.synth();
    Evidence.write([app], folder);
    Report.write([app], folder);
    expect(reportIn(folder).evidence?.stated).toEqual([
      { object: 'ConfigMap/clean', risk: 'it is read', manualStep: '' },
    ]);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('Stated by objects');
  });

  test('of files that were changed is shown as such', () => {
    const folder = withEvidence();
    writeFileSync(join(folder, 'k8s/app.k8s.yaml'), '');
    Report.write([newApp(folder).app], folder);
    expect(reportIn(folder).evidence?.differences).toEqual([expect.stringContaining('file was changed')]);
  });

  test('that cannot be read is refused', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'evidence.json'), '{}');
    expect(() => Report.write([newApp(folder).app], folder)).toThrow(/evidence has another format/);
  });

  test('is verified with a key', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const keys = newFolder();
    const [signingKeyFile, publicKeyFile] = [join(keys, 'private.pem'), join(keys, 'public.pem')];
    writeFileSync(signingKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(publicKeyFile, publicKey.export({ type: 'spki', format: 'pem' }));
    const folder = withEvidence({ signingKeyFile });
    Report.write([newApp(folder).app], folder, { publicKeyFile });
    expect(reportIn(folder).evidence).toMatchObject({ differences: [], signature: { isVerified: true } });
  });

  test.each([
    ['an object', JSON.stringify(CONFIG_MAP)],
    ['a report that is an object, too', JSON.stringify({ schemaVersion: '1.0', findings: [], Kind: 'Pod' })],
    ['several documents', '{}{}'],
  ])('counts %s in the place of the report as a file', (_, text) => {
    const folder = withEvidence();
    writeFileSync(join(folder, 'report.json'), text);
    expect(Evidence.verify(folder)).toEqual([expect.stringContaining('file is not in the evidence: report.json')]);
  });
});
