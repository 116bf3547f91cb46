import { styleFor } from './style';
import { table } from './table';
import { ReportData } from '../../guardrails/report/data';
import { html } from '../../guardrails/report/html/page';
import { json } from '../../guardrails/report/json';
import { junit } from '../../guardrails/report/junit';
import { sarif } from '../../guardrails/report/sarif';
import { printable } from '../../guardrails/report/text';

/** Where a report is written. */
export interface Target {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

type Formatter = (report: ReportData, target: Target) => Iterable<string>;

/** By the name that `--format` takes. */
export const FORMATS = {
  table: (report, target) => table(printable(report), { style: styleFor(target), width: target.columns ?? Infinity }),
  json,
  sarif,
  html,
  junit,
} satisfies Record<string, Formatter>;

export type Format = keyof typeof FORMATS;
