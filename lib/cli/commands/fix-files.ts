import { fromViolation } from '../../guardrails/report/from-violation';
import { printable } from '../../guardrails/report/text';
import { Decisions, Suppression } from '../../guardrails/suppressions/suppression';
import { autofix } from '../../scan/autofix/autofix';
import { UsageError } from '../../scan/request';
import { Source } from '../../scan/sources';
import { styleFor } from '../output/style';
import { writeFiles } from '../output/write-files';

/**
 * `check --fix`: writes what has an autofix into files, all of them or none, and says on the standard error what was written
 * and what a person has to decide.
 *
 * @throws UsageError for the standard input, or if a file cannot be written
 */
export async function fixFiles(sources: readonly Source[], suppressions: readonly Suppression[]): Promise<void> {
  if (sources.some(({ name }) => name === '-')) {
    throw new UsageError('--fix: the standard input cannot be written; name files, or fix what writes it');
  }
  const decisions = new Decisions(suppressions);
  const files = await autofix(sources, (violation) => decisions.for(fromViolation(violation)) === undefined);
  writeFiles(Object.fromEntries(files.flatMap(({ target, text }) => (target === undefined ? [] : [[target, text]]))));
  const style = styleFor(process.stderr);
  for (const { file, written, left } of files) {
    for (const [title, color, lines] of [
      ['fixed', 'green', written],
      ['not fixed', 'yellow', left],
    ] as const) {
      lines.forEach((line) =>
        process.stderr.write(`${printable(file)}: ${style(color, `${title}:`)} ${printable(line)}\n`),
      );
    }
  }
}
