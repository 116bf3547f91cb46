import { areaOf, areasOf, scoreOf } from './areas';
import {
  AcknowledgedRisk,
  Control,
  ControlStatus,
  InputProblem,
  Judge,
  ReportData,
  UnjudgedRule,
  UnknownInput,
} from './data';
import { ReportFinding, ReportStatus } from './finding';
import { Reachable } from './reachable';
import { MANUAL_STEPS, RESIDUAL_RISKS } from './residual';
import { EvidenceStatement } from './statement';
import { Tally } from './tally';
import { metadataOf } from '../cel/metadata';
import { policySetDigest } from '../evidence/digest';
import { JUDGES, judgesOf } from '../evidence/judges';
import { Severity } from '../rules/severity';
import { isAtLeast, SEVERITIES } from '../rules/severity-order';

/** What a run found. */
export interface RunResult {
  readonly tool: ReportData['tool'];
  readonly parameters: ReportData['parameters'];
  readonly files: readonly string[];
  readonly objects: number;
  readonly resources: number;
  readonly tally: Tally;
  readonly findings: readonly ReportFinding[];
  readonly unknown: readonly UnknownInput[];
  readonly unjudged: readonly UnjudgedRule[];
  readonly acknowledgedRisks: readonly AcknowledgedRisk[];
  readonly reachability: Reachable;
  readonly evidence?: EvidenceStatement;
  readonly problems: readonly InputProblem[];
  readonly warnings: readonly string[];
}

/** The report of a run. */
export function buildReport({ tally, objects, resources, ...run }: RunResult): ReportData {
  const controls = controlsOf(tally, run.findings, run.unjudged);
  const count = (status: ReportStatus) => run.findings.filter((finding) => finding.status === status).length;
  return {
    schemaVersion: '1.0',
    ...run,
    generatedAt: now(),
    summary: {
      objects,
      resources,
      open: openBySeverity(run.findings),
      acknowledged: count('acknowledged'),
      baseline: count('baseline'),
      score: scoreOf(controls),
    },
    policySet: policySetDigest(),
    areas: areasOf(controls),
    controls,
    judges: judgesFor(controls),
    residualRisks: RESIDUAL_RISKS,
    manualSteps: MANUAL_STEPS,
  };
}

/** Findings of a report that stop: open, and as severe as was decided. */
export function stopping({ findings, parameters }: ReportData): ReportFinding[] {
  return findings.filter(({ status, severity }) => status === 'open' && isAtLeast(severity, parameters.failOn));
}

/** What was not understood, may run and was not accepted, where that stops. */
export function stoppingUnknown({ unknown, parameters }: ReportData): UnknownInput[] {
  return parameters.onUnknown === 'fail' ? unknown.filter(({ mayRun, accepted }) => mayRun && !accepted) : [];
}

/** From what is worst for a reader to what is best. */
const WORST_FIRST: readonly ReportStatus[] = ['open', 'baseline', 'acknowledged'];

function controlsOf(tally: Tally, findings: readonly ReportFinding[], unjudged: readonly UnjudgedRule[]): Control[] {
  const statuses = new Map<string, ControlStatus>(unjudged.map(({ ruleId }) => [ruleId, 'unjudged']));
  for (const status of [...WORST_FIRST].reverse()) {
    findings.filter((finding) => finding.status === status).forEach(({ ruleId }) => statuses.set(ruleId, status));
  }
  return tally.byRule().map(([rule, { checks, failed, objects, moreObjects }]) => ({
    ruleId: rule.id,
    title: rule.title,
    area: areaOf(rule.id),
    severity: rule.severity,
    status: statuses.get(rule.id) ?? 'held',
    checks,
    failed,
    objects,
    moreObjects,
    fields: metadataOf(rule).fields.map(({ root, path }) => [root, ...path].join('.')),
    frameworks: rule.frameworks,
    judges: judgesOf(rule),
  }));
}

function judgesFor(controls: readonly Control[]): Judge[] {
  return Object.entries(JUDGES)
    .map(([id, says]) => ({ id, says, controls: controls.filter(({ judges }) => judges.includes(id)).length }))
    .filter((judge) => judge.controls > 0);
}

function openBySeverity(findings: readonly ReportFinding[]): Record<Severity, number> {
  const open = findings.filter(({ status }) => status === 'open');
  return Object.fromEntries(
    SEVERITIES.map((severity) => [severity, open.filter((finding) => finding.severity === severity).length]),
  ) as Record<Severity, number>;
}

/** Builds that must come out the same twice set SOURCE_DATE_EPOCH, see reproducible-builds.org. */
function now(): string {
  const { SOURCE_DATE_EPOCH: epoch } = process.env;
  return (epoch ? new Date(Number(epoch) * 1000) : new Date()).toISOString();
}
