import { isAbsolute, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stoppingUnknown } from './build';
import { ReportData } from './data';
import { FindingLocation, ReportFinding } from './finding';
import { fieldText, unknownText } from './text';
import { RULES } from '../rules';
import { documentationUrl } from '../rules/documentation';
import { Rule } from '../rules/rule';
import { Severity } from '../rules/severity';

/** How SARIF and code scanning rank a severity. The number is read as a CVSS score. */
export const RANKS: Readonly<Record<Severity, { readonly level: string; readonly score: string }>> = {
  [Severity.LOW]: { level: 'note', score: '2.0' },
  [Severity.MEDIUM]: { level: 'warning', score: '5.0' },
  [Severity.HIGH]: { level: 'error', score: '8.0' },
  [Severity.CRITICAL]: { level: 'error', score: '9.5' },
};

const RULE_INDEX = new Map(RULES.map(({ id }, index) => [id, index]));

/** A report as SARIF 2.1.0 (OASIS). */
export function* sarif(report: ReportData): Generator<string> {
  const { tool, findings, problems } = report;
  const run = {
    tool: { driver: { name: tool.name, version: tool.version, rules: RULES.map(describeRule) } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: problems.length === 0 && stoppingUnknown(report).length === 0,
        toolExecutionNotifications: [
          ...problems.map(({ message, ...location }) => notification('error', message, location)),
          ...report.unknown.map((unknown) =>
            notification(
              unknown.accepted ? 'note' : unknown.mayRun ? 'error' : 'warning',
              `not understood: ${unknownText(unknown)}`,
              unknown.location,
            ),
          ),
        ],
      },
    ],
    results: [],
  };
  const head = JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
  const end = ']}]}';
  yield head.slice(0, -end.length);
  for (const [index, finding] of findings.entries()) {
    yield `${index > 0 ? ',' : ''}\n${JSON.stringify(result(finding))}`;
  }
  yield `\n${end}\n`;
}

export const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

function notification(level: 'error' | 'warning' | 'note', text: string, location?: FindingLocation): object {
  return { level, message: { text }, locations: location ? [{ physicalLocation: physical(location) }] : [] };
}

function describeRule(rule: Rule): object {
  const { id, name, title, rationale, severity, message, fix, frameworks } = rule;
  const { level, score } = RANKS[severity];
  const controls = Object.entries(frameworks as Record<string, readonly string[]>).flatMap(([framework, ids]) =>
    ids.map((control) => `${framework}/${control}`),
  );
  return {
    id,
    name,
    shortDescription: { text: title },
    fullDescription: { text: `${sentence(message)} ${rationale}` },
    helpUri: documentationUrl(rule),
    help: { text: fix },
    defaultConfiguration: { level },
    properties: { 'security-severity': score, precision: 'very-high', tags: ['security', ...controls] },
  };
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function result(finding: ReportFinding): object {
  const { ruleId, severity, status, message, fix, location, fingerprint, reason } = finding;
  return {
    ruleId,
    ruleIndex: RULE_INDEX.get(ruleId),
    level: RANKS[severity].level,
    message: { text: `${message}. Fix: ${fix}` },
    locations: [{ physicalLocation: location && physical(location), logicalLocations: logical(finding) }],
    partialFingerprints: { 'ackSecureInference/v1': fingerprint },
    baselineState: status === 'baseline' ? 'unchanged' : undefined,
    suppressions: status === 'acknowledged' ? [{ kind: 'external', status: 'accepted', justification: reason }] : [],
  };
}

function physical({ file, line, column }: FindingLocation): object {
  return { artifactLocation: { uri: uriOf(file) }, region: { startLine: line, startColumn: column } };
}

function logical(finding: ReportFinding): object[] {
  const { namespace, subject, constructPath } = finding;
  const object = [namespace, subject].filter(Boolean).join('/');
  const field = fieldText(finding);
  return [
    ...(object ? [{ fullyQualifiedName: object, kind: 'object' }] : []),
    ...(field ? [{ fullyQualifiedName: field, kind: 'member' }] : []),
    ...(constructPath ? [{ fullyQualifiedName: constructPath, kind: 'construct' }] : []),
  ];
}

/**
 * A reference relative to the working directory for what is below it, else a file URL, see RFC 3986 and 8089; the standard
 * input has no name of its own.
 */
export function uriOf(file: string): string {
  if (file === '-') {
    return 'stdin';
  }
  const path = relative(process.cwd(), resolve(file));
  return path.startsWith('..') || isAbsolute(path)
    ? pathToFileURL(resolve(file)).href
    : path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
