import { ReportData } from './data';
import { streamedJson } from './streamed';

/** A report as JSON. */
export function json({ findings, ...head }: ReportData): Iterable<string> {
  return streamedJson(head, 'findings', findings);
}
