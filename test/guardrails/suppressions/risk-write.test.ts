import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import { guardrails } from '../../../lib';

const folder = mkdtempSync(join(tmpdir(), 'acceptances-'));
afterAll(() => rmSync(folder, { recursive: true }));

const REASON = 'published by tag only by its vendor';

function pod(chart: Chart, name: string): ApiObject {
  const containers = ['a', 'b'].map((container) => ({ name: container, image: 'vendor.example.com/app:1' }));
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers } });
}

test('the file names each accepted object once, and a place where only that is accepted', () => {
  const app = new App({ outdir: folder });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  guardrails.Risk.of(pod(chart, 'legacy')).acknowledge({ id: 'SAI-IMG-001', reason: REASON, reference: 'SEC-12' });
  const finding = 'Pod/other spec.containers[1]';
  pod(chart, 'other');
  guardrails.Risk.of(chart).acknowledge({ id: 'SAI-IMG-001', finding, reason: REASON, expires: '2099-12-31' });
  const file = join(folder, 'acceptances.yaml');
  guardrails.Risk.write([app], file);
  expect(parse(readFileSync(file, 'utf8'))).toEqual({
    acceptances: [
      { rule: 'SAI-IMG-001', subject: 'shop/Pod/legacy', reason: REASON, reference: 'SEC-12' },
      { rule: 'SAI-IMG-001', subject: `shop/${finding}`, reason: REASON, expires: '2099-12-31' },
    ],
  });
});
