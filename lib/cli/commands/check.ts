import { readFileSync } from 'node:fs';
import { stopping } from '../../guardrails/report/build';
import { ReportData } from '../../guardrails/report/data';
import { Severity } from '../../guardrails/severity';
import { Check } from '../check/check';
import { parseIgnored, UsageError } from '../check/request';
import { Exit } from '../exit';
import { sourcesOf } from '../input/sources';
import { Format, FORMATS } from '../output/formats';
import { Progress } from '../output/progress';
import { styleFor } from '../output/style';
import { write } from '../output/write';

/** Options as the command line gives them. */
export interface CheckFlags {
  readonly format: Format;
  readonly failOn: Severity;
  readonly baseline?: string;
  readonly ignore: readonly string[];
  readonly registries: readonly string[];
}

/** `check`: findings of files, folders and the standard input. */
export async function check(paths: readonly string[], flags: CheckFlags): Promise<Exit> {
  const request = {
    failOn: flags.failOn,
    registries: flags.registries,
    ignored: flags.ignore.map(parseIgnored),
    baseline: flags.baseline === undefined ? [] : fingerprintsIn(flags.baseline),
  };
  const progress = new Progress(process.stderr);
  const report = await new Check(request, progress.report).run(sourcesOf(paths));
  progress.clear();
  tell(report);
  await write(FORMATS[flags.format](report, process.stdout));
  return stopping(report).length > 0 ? Exit.FINDINGS : report.problems.length > 0 ? Exit.BAD_INPUT : Exit.CLEAN;
}

/** Problems and warnings leave by the standard error, so that every format stays what it is. */
function tell({ problems, warnings }: ReportData): void {
  const style = styleFor(process.stderr);
  for (const { file, line, column, message } of problems) {
    process.stderr.write(`${file}:${line}:${column}: ${style('red', 'error:')} ${message}\n`);
  }
  for (const warning of warnings) {
    process.stderr.write(`${style('yellow', 'warning:')} ${warning}\n`);
  }
}

function fingerprintsIn(path: string): string[] {
  let report: Partial<ReportData>;
  try {
    report = JSON.parse(readFileSync(path, 'utf8')) as Partial<ReportData>;
  } catch (error) {
    throw new UsageError(`--baseline ${path}: ${(error as Error).message}`);
  }
  if (!Array.isArray(report.findings)) {
    throw new UsageError(`--baseline ${path}: no report; write one with check --format json`);
  }
  return report.findings.map(({ fingerprint }) => fingerprint);
}
