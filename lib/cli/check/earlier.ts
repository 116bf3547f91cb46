import { readFileSync } from 'node:fs';
import { UsageError } from './request';
import { ReachableEdge } from '../../guardrails/reachable-edge';
import { ReportData } from '../../guardrails/report/data';
import { EarlierReport } from '../../guardrails/report/reachable';

/**
 * Fingerprints of an earlier report, one for each of its findings.
 *
 * @throws UsageError
 */
export function fingerprintsIn(path: string): string[] {
  const { findings } = readReport('--baseline', path);
  if (!Array.isArray(findings)) {
    throw new UsageError(`--baseline ${path}: no report; write one with check --format json`);
  }
  return findings.map(({ fingerprint }) => fingerprint);
}

/**
 * Who reached whom by an earlier report.
 *
 * @throws UsageError
 */
export function earlierReport(path: string): EarlierReport {
  const { generatedAt, reachability } = readReport('--previous', path);
  if (typeof generatedAt !== 'string' || !isListOfEdges(reachability?.edges)) {
    throw new UsageError(
      `--previous ${path}: no report that says who reaches whom; write one with check --format json`,
    );
  }
  return { generatedAt, edges: reachability.edges };
}

function isListOfEdges(edges: unknown): edges is ReachableEdge[] {
  const fields = ['source', 'target', 'port', 'methods', 'paths'];
  return Array.isArray(edges) && edges.every((edge) => fields.every((field) => typeof edge?.[field] === 'string'));
}

function readReport(flag: string, path: string): Partial<ReportData> {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) ?? {}) as Partial<ReportData>;
  } catch (error) {
    throw new UsageError(`${flag} ${path}: ${(error as Error).message}`);
  }
}
