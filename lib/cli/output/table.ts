import { severityText, Style } from './style';
import { wrap } from './wrap';
import { ReachableEdge } from '../../guardrails/reachability/reachable-edge';
import { stopping, stoppingUnknown } from '../../guardrails/report/build';
import { ReportData, UnknownInput } from '../../guardrails/report/data';
import { ReportFinding } from '../../guardrails/report/finding';
import { count, fieldText, momentText, objectText, unknownText } from '../../guardrails/report/text';
import { RULES } from '../../guardrails/rules';
import { SEVERITIES } from '../../guardrails/rules/severity-order';
import { fullSubject } from '../../guardrails/suppressions/subject-pattern';

/** How a table is shown: a terminal has colours and a width, a pipe neither. */
export interface TableOptions {
  readonly style: Style;
  readonly width: number;
}

const SEVERITY_WIDTH = 'critical'.length;
const INDENT = 4;
const MOST_UNKNOWN = 50;

/** Findings by file and object, each with its fix, then a summary. */
export function* table(report: ReportData, options: TableOptions): Generator<string> {
  let file: string | undefined;
  let object: string | undefined;
  for (const finding of report.findings.filter(({ status }) => status === 'open')) {
    if (fileOf(finding) !== file) {
      file = fileOf(finding);
      object = undefined;
      yield `${options.style('underline', file)}\n`;
    }
    if (objectText(finding) !== object) {
      object = objectText(finding);
      yield `  ${options.style('bold', object)}\n`;
    }
    yield findingLines(finding, options);
  }
  yield* unknown(report, options);
  yield* unjudged(report, options);
  yield* reachableSince(report);
  yield* summary(report, options);
}

function fileOf({ location }: ReportFinding): string {
  return location?.file ?? 'all input';
}

function findingLines(finding: ReportFinding, { style, width }: TableOptions): string {
  const { severity, ruleId, location, message, fix } = finding;
  const place = location ? `${location.line}:${location.column}` : '';
  const where = fieldText(finding);
  const head = `${place.padEnd(7)} ${severityText(style, severity, severity.padEnd(SEVERITY_WIDTH))} ${ruleId}`;
  const text = 7 + 1 + SEVERITY_WIDTH + 1 + ruleId.length + 2 + INDENT;
  return [
    `${' '.repeat(INDENT)}${head}  ${wrap(message, width, text)}\n`,
    where && `${' '.repeat(text)}${style('dim', where)}\n`,
    `${' '.repeat(text)}${wrap(`fix: ${fix}`, width, text)}\n`,
  ].join('');
}

/** Nothing is said of what was not understood; what may run comes first. */
function* unknown(report: ReportData, { style }: TableOptions): Generator<string> {
  const sorted = [...report.unknown].sort((one, other) => rank(other) - rank(one));
  if (sorted.length > 0) {
    yield `${style('underline', 'not understood')}\n`;
    yield* sorted.slice(0, MOST_UNKNOWN).map((each) => `  ${standing(each).padEnd(9)}${unknownText(each)}\n`);
    yield sorted.length > MOST_UNKNOWN ? `  and ${sorted.length - MOST_UNKNOWN} more; --format json has all\n` : '';
  }
}

function rank({ mayRun, accepted }: UnknownInput): number {
  return accepted ? 1 : mayRun ? 2 : 0;
}

function standing({ mayRun, accepted }: UnknownInput): string {
  return accepted ? 'accepted' : mayRun ? 'may run' : '';
}

/** What nobody knows before the apply is neither found nor held. */
function* unjudged(report: ReportData, { style }: TableOptions): Generator<string> {
  if (report.unjudged.length > 0) {
    yield `${style('underline', 'cannot be judged before the apply')}\n`;
    yield* report.unjudged.map(
      ({ ruleId, title, subject, reason }) => `  ${ruleId}  ${subject ?? 'the whole stack'}  ${title}: ${reason}\n`,
    );
  }
}

/** What can be reached since an earlier report, and what cannot any more. */
function* reachableSince({ reachability: { since } }: ReportData): Generator<string> {
  if (since) {
    const { added, removed } = since;
    yield `reachable since ${momentText(since.generatedAt)}: ${count(added.length, 'connection')} more, ${removed.length} fewer\n`;
    yield* added.map((edge) => `  + ${edgeText(edge)}\n`);
    yield* removed.map((edge) => `  - ${edgeText(edge)}\n`);
  }
}

function edgeText({ source, target, port, methods, paths }: ReachableEdge): string {
  const asked = methods === 'any' && paths === 'any' ? [] : [methods, paths];
  return [`${source} → ${target}`, port, ...asked].join('  ');
}

function* summary(report: ReportData, { style }: TableOptions): Generator<string> {
  const { open, acknowledged, baseline, objects, resources } = report.summary;
  const total = Object.values(open).reduce((sum, number) => sum + number, 0);
  const counts = [...SEVERITIES]
    .reverse()
    .filter((severity) => open[severity] > 0)
    .map((severity) => severityText(style, severity, `${open[severity]} ${severity}`));
  const apart = [
    acknowledged && `${acknowledged} acknowledged`,
    baseline && `${baseline} in the baseline`,
    notJudged(report),
    report.unknown.length > 0 && `${report.unknown.length} not understood`,
  ];
  yield total > 0 ? '\n' : '';
  yield `${[`${count(total, 'finding')}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`, ...apart].filter(Boolean).join('; ')}\n`;
  yield style(
    'dim',
    `checked ${count(objects, 'object')} and ${count(resources, 'Terraform resource')} in ${count(report.files.length, 'file')}\n`,
  );
  yield verdict(report, style);
  yield* ways(report).map((way) => style('dim', `${way}\n`));
}

/** What can be done about the first finding that fails beside mending it, as options with everything filled in that is known. */
function ways(report: ReportData): string[] {
  const [first] = stopping(report);
  if (first === undefined) {
    const [unseen] = stoppingUnknown(report);
    return unseen ? [`to accept that it was not understood: --ignore '${targetOf(unseen)}=<reason>'`] : [];
  }
  const { acknowledgeable, params } = RULES.find(({ id }) => id === first.ruleId)!;
  return [
    ...(acknowledgeable
      ? [
          `to accept a finding: --ignore '${first.ruleId}@${fullSubject({ ...first, path: first.path ?? '' })}=<reason>'`,
        ]
      : []),
    ...(params?.registries ? ['to allow images of a registry: --registries <registry>/<path>'] : []),
  ];
}

function targetOf({ reason, namespace, subject, path, location }: UnknownInput): string {
  const object = fullSubject({ ruleId: reason, namespace, subject: subject ?? location?.file, path });
  return `${reason}@${object}${path === '' ? '' : ` ${path}`}`;
}

function notJudged({ unjudged: { length } }: ReportData): string | undefined {
  return length > 0 ? `${length} not judged before the apply` : undefined;
}

/** What could not be read was not checked, so that nothing else of it may be said. */
function verdict(report: ReportData, style: Style): string {
  const { failOn } = report.parameters;
  const stops = stopping(report).length;
  if (stops > 0) {
    return style('red', `failed: ${count(stops, 'finding')} of severity ${failOn} or above\n`);
  }
  if (report.problems.length > 0) {
    return style('red', `incomplete: ${count(report.problems.length, 'error')} in what was to be read\n`);
  }
  const unseen = stoppingUnknown(report).length;
  if (unseen > 0) {
    return style('red', `incomplete: ${count(unseen, 'thing')} that may run not understood\n`);
  }
  return report.unknown.length > 0
    ? style('yellow', `nothing of severity ${failOn} or above in what was understood\n`)
    : style('green', `passed: nothing of severity ${failOn} or above\n`);
}
