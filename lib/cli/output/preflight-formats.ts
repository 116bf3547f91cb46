import type { Target } from './formats';
import { Style, styleFor } from './style';
import { wrap } from './wrap';
import { printable } from '../../guardrails/report/text';
import { Need, Verdict } from '../../preflight/lack';
import { NAME } from '../../private/version';

/** What preflight found. */
export interface PreflightReport {
  readonly server: string;
  readonly objects: number;
  readonly needs: readonly Need[];
  /** What could not be read of the manifests. */
  readonly problems: readonly string[];
}

/** By the name that `--format` takes. */
export const PREFLIGHT_FORMATS = {
  table: (report, target) => table(printable(report), target),
  json: (report) => [`${JSON.stringify({ format: `${NAME}/preflight/v1`, ...report }, undefined, 1)}\n`],
} satisfies Record<string, (report: PreflightReport, target: Target) => Iterable<string>>;

export type PreflightFormat = keyof typeof PREFLIGHT_FORMATS;

const COLOURS: Record<Verdict, Parameters<Style>[0]> = {
  [Verdict.MISSING]: 'red',
  [Verdict.UNKNOWN]: 'yellow',
  [Verdict.OK]: 'green',
};
const WIDTH = 'missing'.length;
const MOST_NAMED = 3;

/** What is missing, then what is not known, each with its fix, then a line. */
function* table({ needs, server, objects }: PreflightReport, target: Target): Generator<string> {
  const style = styleFor(target);
  const columns = target.columns ?? Infinity;
  const of = (verdict: Verdict) => needs.filter((each) => each.verdict === verdict);
  for (const { verdict, check, what, neededBy, fix } of [...of(Verdict.MISSING), ...of(Verdict.UNKNOWN)]) {
    const others = neededBy.length - MOST_NAMED;
    const lines = [
      `${style(COLOURS[verdict], verdict.padEnd(WIDTH))} ${style('bold', check)}: ${wrap(what, columns, WIDTH + 1)}`,
      wrap(
        `needed by ${neededBy.slice(0, MOST_NAMED).join(', ')}${others > 0 ? ` and ${others} more` : ''}`,
        columns,
        WIDTH + 1,
      ),
      wrap(`fix: ${fix}`, columns, WIDTH + 1),
    ];
    yield `${lines.join(`\n${' '.repeat(WIDTH + 1)}`)}\n`;
  }
  const counts = `${of(Verdict.OK).length} needs are met, ${of(Verdict.MISSING).length} are not, ${of(Verdict.UNKNOWN).length} cannot be read`;
  const line = `${counts}; ${objects} objects, ${server}\n`;
  yield of(Verdict.MISSING).length > 0 ? style('red', `failed: ${line}`) : style('green', `passed: ${line}`);
}
