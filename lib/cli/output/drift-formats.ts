import { DriftReport } from './drift-report';
import { driftTable } from './drift-table';
import type { Target } from './formats';
import { Drift } from '../../drift/drift';
import { DRIFT_KINDS } from '../../drift/drift-kinds';
import { RANKS, SCHEMA, uriOf } from '../../guardrails/report/sarif';
import { printable } from '../../guardrails/report/text';
import { NAME, VERSION } from '../../private/version';

/** By the name that `--format` takes. */
export const DRIFT_FORMATS = {
  table: (report, target) => driftTable(printable(report), target),
  json,
  sarif,
} satisfies Record<string, (report: DriftReport, target: Target) => Iterable<string>>;

export type DriftFormat = keyof typeof DRIFT_FORMATS;

function json(report: DriftReport): string[] {
  return [`${JSON.stringify({ format: `${NAME}/drift/v1`, ...report }, undefined, 1)}\n`];
}

/** Drift as SARIF 2.1.0 (OASIS). */
function sarif({ folder, drifts, problems }: DriftReport): string[] {
  const rules = Object.entries(DRIFT_KINDS).map(([id, { title, severity, fix }]) => ({
    id,
    shortDescription: { text: title },
    help: { text: fix },
    defaultConfiguration: { level: RANKS[severity].level },
    properties: { 'security-severity': RANKS[severity].score, tags: ['security', 'drift'] },
  }));
  const run = {
    tool: { driver: { name: NAME, version: VERSION, rules } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: problems.length === 0,
        toolExecutionNotifications: problems.map((text) => ({ level: 'error', message: { text } })),
      },
    ],
    results: drifts.map((drift) => result(drift, folder)),
  };
  return [`${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] })}\n`];
}

function result(drift: Drift, folder: string): object {
  const { id, severity, object, path, file, message, fix, fingerprint, controls } = drift;
  const uri = file && uriOf(`${folder}/${file}`);
  return {
    ruleId: id,
    level: RANKS[severity].level,
    message: { text: `${object}${path ? ` ${path}` : ''}: ${message}. Fix: ${fix}` },
    locations: [
      {
        physicalLocation: uri && { artifactLocation: { uri }, region: { startLine: 1 } },
        logicalLocations: [
          { fullyQualifiedName: object, kind: 'object' },
          ...(path ? [{ fullyQualifiedName: path, kind: 'member' }] : []),
        ],
      },
    ],
    partialFingerprints: { 'ackSecureInference/v1': fingerprint },
    properties: { controls },
  };
}
