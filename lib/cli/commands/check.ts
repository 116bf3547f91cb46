import { readPack } from '../../guardrails/evidence/verify';
import { stopping, stoppingUnknown } from '../../guardrails/report/build';
import { OnUnknown, ReportData } from '../../guardrails/report/data';
import { EvidenceStatement, statementOf } from '../../guardrails/report/statement';
import { printable, problemPlace } from '../../guardrails/report/text';
import { Severity } from '../../guardrails/rules/severity';
import { describe } from '../../private/problems';
import { advisoriesOf } from '../../scan/advisories';
import { Check } from '../../scan/check';
import { fingerprintsIn, previousReport, reading } from '../../scan/earlier';
import { UsageError } from '../../scan/request';
import { sourcesOf } from '../../scan/sources';
import { suppressionsOf } from '../../scan/suppressions';
import { Exit } from '../exit';
import { fixFiles } from './fix-files';
import { Format, FORMATS } from '../output/formats';
import { Progress } from '../output/progress';
import { styleFor } from '../output/style';
import { write } from '../output/write';

/** Options as the command line gives them. */
export interface CheckFlags {
  readonly format: Format;
  readonly failOn: Severity;
  readonly onUnknown: OnUnknown;
  readonly baseline?: string;
  readonly previous?: string;
  readonly evidence?: string;
  readonly publicKey?: string;
  readonly ignore: readonly string[];
  readonly acceptances: readonly string[];
  readonly advisories: readonly string[];
  readonly registries: readonly string[];
  readonly fix: boolean;
}

/** `check`: findings of files, folders and the standard input. */
export async function check(paths: readonly string[], flags: CheckFlags): Promise<Exit> {
  if (flags.publicKey !== undefined && flags.evidence === undefined) {
    throw new UsageError('--public-key: needs --evidence, which says what is signed');
  }
  const request = {
    failOn: flags.failOn,
    onUnknown: flags.onUnknown,
    registries: flags.registries,
    advisories: advisoriesOf(flags.advisories),
    suppressions: suppressionsOf(flags.ignore, flags.acceptances),
    baseline: flags.baseline === undefined ? [] : fingerprintsIn(flags.baseline),
    earlier: flags.previous === undefined ? undefined : previousReport(flags.previous),
    evidence: flags.evidence === undefined ? undefined : evidenceIn(flags.evidence, flags.publicKey),
  };
  const sources = sourcesOf(paths);
  if (flags.fix) {
    await fixFiles(sources, request.suppressions);
  }
  const progress = new Progress(process.stderr);
  const report = await new Check(request, progress.report).run(sources);
  progress.clear();
  tell(report);
  await write(FORMATS[flags.format](report, process.stdout));
  return exitOf(report);
}

function exitOf(report: ReportData): Exit {
  if (stopping(report).length > 0 || differencesIn(report).length > 0) {
    return Exit.FINDINGS;
  }
  return report.problems.length + stoppingUnknown(report).length > 0 ? Exit.BAD_INPUT : Exit.CLEAN;
}

function differencesIn({ evidence }: ReportData): readonly string[] {
  return evidence?.differences ?? [];
}

/** Problems and warnings leave by the standard error, so that every format stays what it is. */
function tell(report: ReportData): void {
  const { problems, warnings } = printable({ problems: report.problems, warnings: report.warnings });
  const style = styleFor(process.stderr);
  for (const problem of problems) {
    process.stderr.write(`${problemPlace(problem)}${style('red', 'error:')} ${problem.message}\n`);
  }
  for (const difference of printable(differencesIn(report))) {
    process.stderr.write(`${style('red', 'error:')} ${difference}\n`);
  }
  for (const warning of warnings) {
    process.stderr.write(`${style('yellow', 'warning:')} ${warning}\n`);
  }
}

function evidenceIn(folder: string, publicKey: string | undefined): EvidenceStatement {
  return reading('--evidence', folder, () => {
    const pack = readPack(folder);
    if ('what' in pack) {
      throw new Error(describe(pack));
    }
    return statementOf(pack, folder, publicKey);
  });
}
