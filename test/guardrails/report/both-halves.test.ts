import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { App, Chart } from 'cdk8s';
import { App as TerraformApp, TerraformResource, TerraformStack } from 'cdktf';
import { Report, Risk } from '../../../lib/guardrails';
import { newService } from '../../inference/fixtures';
import { sarifErrors } from '../../support/sarif';

const REASON = 'The weights in it are published anyway';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'report-'))));
afterAll(() => rmSync(folder, { recursive: true }));

test('what apps of both halves write is one report, with accepted risks, their ends, and those that are stale', () => {
  const app = new App({ outdir: folder });
  newService({}, new Chart(app, 'llm', { namespace: 'inference' }));
  const stack = new TerraformStack(new TerraformApp({ outdir: folder, stackTraces: false }), 'cloud');
  const type = { terraformResourceType: 'alicloud_oss_bucket' };
  new TerraformResource(stack, 'Bucket', type).addOverride('acl', 'public-read');
  const accepted = { reason: REASON, reference: 'SEC-12', expires: '2099-12-31' };
  Risk.of(stack).acknowledge({ id: 'SAI-MDL-013', ...accepted });
  Risk.of(app).acknowledge({ id: 'SAI-IMG-001', reason: 'There is a tag somewhere in this app' });

  const paths = Report.write([app, stack], join(folder, 'out'));
  expect(paths.map((path) => basename(path))).toEqual(['report.json', 'report.sarif', 'report.html']);
  const [json, sarif, html] = paths.map((path) => readFileSync(path, 'utf8'));

  const validate = addFormats(new Ajv2020()).compile(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')));
  const report = JSON.parse(json);
  validate(report);
  expect(validate.errors).toBeNull();
  expect(report.summary).toMatchObject({ resources: 1, acknowledged: 1 });
  expect(report.findings.find(({ ruleId }: any) => ruleId === 'SAI-MDL-013')).toMatchObject({
    ...{ constructPath: 'cloud/Bucket', status: 'acknowledged' },
    ...accepted,
  });
  expect(report.acknowledgedRisks).toEqual([
    expect.objectContaining({ ruleId: 'SAI-IMG-001', constructPath: '', findings: 0 }),
    { ruleId: 'SAI-MDL-013', ...accepted, constructPath: 'cloud', findings: 1 },
  ]);
  expect(report.warnings).toEqual(['[] nothing is found that the accepted risk SAI-IMG-001 covers: remove it']);
  expect(report.reachability.workloads).toContainEqual({ name: 'Deployment inference/qwen', namespace: 'inference' });
  expect(sarifErrors(JSON.parse(sarif))).toEqual([]);
  expect(html).toContain('2099-12-31');
});
