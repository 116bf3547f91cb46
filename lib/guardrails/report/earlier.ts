import { readFileSync } from 'node:fs';
import { ReportData } from './data';
import { EarlierReport } from './reachable';
import { ReachableEdge } from '../reachability/reachable-edge';

/**
 * Who reached whom by the JSON of an earlier report.
 *
 * @throws if the file holds none
 */
export function earlierReport(path: string): EarlierReport {
  const { generatedAt, reachability } = readReport(path);
  if (typeof generatedAt !== 'string' || !isListOfEdges(reachability?.edges)) {
    throw new Error('no report that says who reaches whom; write one with check --format json');
  }
  return { generatedAt, edges: reachability.edges };
}

/** @throws if the file holds no JSON */
export function readReport(path: string): Partial<ReportData> {
  return (JSON.parse(readFileSync(path, 'utf8')) ?? {}) as Partial<ReportData>;
}

function isListOfEdges(edges: unknown): edges is ReachableEdge[] {
  const fields = ['source', 'target', 'port', 'methods', 'paths'];
  return Array.isArray(edges) && edges.every((edge) => fields.every((field) => typeof edge?.[field] === 'string'));
}
