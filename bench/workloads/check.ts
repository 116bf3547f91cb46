/** Checks one large file, and writes the report as JSON to nowhere. */
import { report } from './usage';
import { json } from '../../lib/guardrails/report/json';
import { Severity } from '../../lib/guardrails/rules/severity';
import { Check } from '../../lib/scan/check';
import { sourcesOf } from '../../lib/scan/sources';
import { checkedFile } from '../checked';
import type { Check as Workload } from '../workload';

const workload: Workload = JSON.parse(process.argv[2]);

void report(async () => {
  const request = {
    ...({ failOn: Severity.CRITICAL, onUnknown: 'warn' } as const),
    ...{ registries: [], suppressions: [], baseline: [], advisories: [] },
  };
  const data = await new Check(request, () => undefined).run(sourcesOf([checkedFile(workload)]));
  const written = [...json(data)].reduce((sum, { length }) => sum + length, 0);
  const isFound = data.findings.some(({ ruleId, subject }) => ruleId === 'SAI-POD-001' && subject === 'Pod/bad');
  if (!isFound || data.problems.length > 0 || written === 0) {
    throw new Error(`not read to the end: ${JSON.stringify(data.problems)}`);
  }
});
