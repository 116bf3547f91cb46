import { styleFor } from './style';
import { table } from './table';
import { json } from '../../guardrails/report/json';
import { Report } from '../../guardrails/report/report';

/** Where a report is written. */
export interface Target {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

type Formatter = (report: Report, target: Target) => Iterable<string>;

/** By the name that `--format` takes. */
export const FORMATS = {
  table: (report, target) => table(report, { style: styleFor(target), width: target.columns ?? Infinity }),
  json,
} satisfies Record<string, Formatter>;

export type Format = keyof typeof FORMATS;
