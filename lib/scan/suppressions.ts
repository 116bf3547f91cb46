import { readFileSync } from 'node:fs';
import { reading } from './earlier';
import { UsageError } from './request';
import { readAcceptances } from '../guardrails/suppressions/acceptances';
import { parseSuppression, Suppression } from '../guardrails/suppressions/suppression';
import { ParsedDocument } from '../objects/documents/parse';
import { describe } from '../private/problems';

/**
 * Decisions of `--ignore` and of the files of `--acceptances`.
 *
 * @throws UsageError that names everything that cannot be read
 */
export function suppressionsOf(ignore: readonly string[], files: readonly string[]): Suppression[] {
  return [
    ...ignore.map((text) => reading('--ignore', text.split('=')[0], () => parseSuppression(text))),
    ...files.flatMap(acceptancesIn),
  ];
}

/**
 * Accepted risks of a file.
 *
 * @throws UsageError
 */
export function acceptancesIn(file: string): Suppression[] {
  const content = reading('--acceptances', file, () =>
    new ParsedDocument({ text: readFileSync(file, 'utf8'), line: 1 }).value(),
  );
  const [suppressions, problems] = readAcceptances(file, content);
  if (problems.length > 0) {
    throw new UsageError(problems.map((problem) => `--acceptances ${file}: ${describe(problem)}`).join('\n'));
  }
  return suppressions;
}
