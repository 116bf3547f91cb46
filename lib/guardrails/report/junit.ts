import { stopping, stoppingUnknown } from './build';
import { ReportData } from './data';
import { escape } from './escape';
import { ReportFinding } from './finding';
import { fieldText, placeText, problemText, unknownText } from './text';

/** A report as JUnit XML: a suite for each file, a failure for what stops. */
export function* junit(report: ReportData): Generator<string> {
  const stops = new Set(stopping(report));
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="${escape(report.tool.name)}">\n`;
  for (const [file, findings] of byFile(report)) {
    yield* suite(file, findings, report, stops);
  }
  yield '</testsuites>\n';
}

const TOGETHER = 'all input';

function byFile({ files, findings, problems, unknown }: ReportData): Map<string, ReportFinding[]> {
  const suites = new Map<string, ReportFinding[]>(
    [...files, ...problems.map(({ file }) => file), ...unknown.map(({ location }) => location?.file ?? TOGETHER)].map(
      (file) => [file, []],
    ),
  );
  for (const finding of findings) {
    const name = finding.location?.file ?? TOGETHER;
    suites.set(name, [...(suites.get(name) ?? []), finding]);
  }
  return suites;
}

function* suite(
  file: string,
  findings: readonly ReportFinding[],
  report: ReportData,
  stops: ReadonlySet<ReportFinding>,
): Generator<string> {
  const { problems } = report;
  const errors = [
    ...problems.filter((problem) => problem.file === file).map(problemText),
    ...stoppingUnknown(report)
      .filter(({ location }) => (location?.file ?? TOGETHER) === file)
      .map((unknown) => `not understood: ${unknownText(unknown)}`),
  ];
  const failures = findings.filter((finding) => stops.has(finding)).length;
  const skipped = findings.filter(({ status }) => status !== 'open').length;
  const isClean = findings.length + errors.length === 0;
  const tests = isClean ? 1 : findings.length + errors.length;
  yield `  <testsuite name="${escape(file)}" tests="${tests}" failures="${failures}" errors="${errors.length}" skipped="${skipped}">\n`;
  if (isClean) {
    yield testCase(file, 'every rule holds');
  }
  for (const error of errors) {
    yield testCase(file, 'is read', `<error message="${escape(error)}"/>`);
  }
  for (const finding of findings) {
    yield testCase(finding.subject ?? file, `${finding.ruleId} ${fieldText(finding)}`.trim(), outcome(finding, stops));
  }
  yield '  </testsuite>\n';
}

function testCase(className: string, name: string, outcomeText = ''): string {
  const head = `    <testcase classname="${escape(className)}" name="${escape(name)}"`;
  return outcomeText ? `${head}>${outcomeText}</testcase>\n` : `${head}/>\n`;
}

function outcome(finding: ReportFinding, stops: ReadonlySet<ReportFinding>): string {
  const { status, reason, severity, message, fix, location } = finding;
  const text = escape(`${location ? `${placeText(location)}: ` : ''}${message}\nfix: ${fix}`);
  if (stops.has(finding)) {
    return `<failure message="${escape(message)}" type="${severity}">${text}</failure>`;
  }
  return status === 'open'
    ? `<system-out>${severity}: ${text}</system-out>`
    : `<skipped message="${escape(status === 'baseline' ? 'known from the baseline' : `acknowledged: ${reason}`)}"/>`;
}
