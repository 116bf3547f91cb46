import { join } from 'node:path';
import { JUDGES } from '../../../lib/guardrails/evidence/judges';
import { AREA_TITLES } from '../../../lib/guardrails/report/areas';
import { ReportData } from '../../../lib/guardrails/report/data';
import { html } from '../../../lib/guardrails/report/html/page';
import { CommandUnderTest } from '../../cli/command';
import { CONFIG_MAP, pod, reportOf } from '../../guardrails/report/fixtures';

/** Everything that a name can hold to get out of its place, or to look like another. */
export const HOSTILE = `</script><script>document.title='owned'</script><img src=x onerror="document.title='owned'">"'\`&amp;\u202Egnp`;

export function pageOf(report: ReportData): string {
  return [...html(report)].join('');
}

/** Objects whose every text is hostile. */
export function hostileReport(): ReportData {
  return reportOf([pod(HOSTILE, { containers: [{ name: HOSTILE, image: HOSTILE }] })], {
    files: [HOSTILE],
    warnings: [HOSTILE],
    problems: [{ file: HOSTILE, line: 1, column: 1, message: HOSTILE }],
    acknowledgedRisks: [{ ruleId: HOSTILE, reason: HOSTILE, constructPath: HOSTILE, finding: HOSTILE, findings: 1 }],
    evidence: {
      digest: HOSTILE,
      files: { [HOSTILE]: HOSTILE },
      stated: [{ object: HOSTILE, risk: HOSTILE, manualStep: HOSTILE }],
      detections: [{ object: HOSTILE, rules: [HOSTILE], judges: [HOSTILE] }],
      differences: [HOSTILE],
    },
  });
}

/** More than any run has on the page for auditors. */
export function fullReport(): ReportData {
  const report = reportOf([pod('bare')]);
  const [area] = report.areas;
  const [risk] = hostileReport().acknowledgedRisks;
  return {
    ...hostileReport(),
    files: ['a', 'b'].map((name) => `${'a-long-folder/'.repeat(20)}${name}.yaml`),
    areas: Object.entries(AREA_TITLES).map(([id, title]) => ({ ...area, area: id, title })),
    judges: Object.entries(JUDGES).map(([id, says]) => ({ id, says, controls: 200 })),
    acknowledgedRisks: Array.from({ length: 50 }, () => ({ ...risk, ruleId: 'SAI-IMG-001', expires: '2027-01-01' })),
  };
}

/** As many services as a large platform has. */
export function largeReport(services: number): ReportData {
  const pods = Array.from({ length: services }, (_, index) => {
    const name = `app-${index}`;
    const { metadata, ...rest } = pod(name);
    return { ...rest, metadata: { ...metadata, namespace: `team-${index % 50}`, labels: { app: name } } };
  });
  return reportOf(pods);
}

/** Examples of both halves as one report, with evidence. */
export function examplesPage(): string {
  const command = new CommandUnderTest();
  const { stdout, stderr } = command.run(['check', '-f', 'html', '--evidence', OUT('detection'), ...EXAMPLES.map(OUT)]);
  command.remove();
  if (!stdout) {
    throw new Error(stderr);
  }
  return stdout;
}

const EXAMPLES = ['detection', 'platform'];
const OUT = (example: string) => join(__dirname, '../../../out', example);

export function cleanReport(): ReportData {
  return reportOf([CONFIG_MAP]);
}
