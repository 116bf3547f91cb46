import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { settingsSchema } from './schema';
import { problemsIn } from './validate';
import { ParsedDocument, UnreadableError } from '../../objects/documents/parse';
import { describe } from '../../private/problems';
import { UsageError } from '../../scan/request';

/** Content of a settings file, valid as a whole. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * Reads a settings file. Every section is read, whichever command is run: what is wrong for one fails for all.
 *
 * @throws UsageError of everything that is wrong, with places
 */
export function readSettings(file: string, program: Command): Settings {
  const document = new ParsedDocument({ text: textOf(file), line: 1 });
  const content = valueOf(document, file) ?? {};
  const problems = problemsIn(content, settingsSchema(program)).map((problem) => {
    const { line, column } = document.positionOf(problem.path);
    return `${file}:${line}:${column}: [${problem.path.join('.')}] ${describe(problem)}`;
  });
  if (problems.length > 0) {
    throw new UsageError(problems.join('\n'));
  }
  return content as Settings;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--config ${file}: ${(error as Error).message}`);
  }
}

function valueOf(document: ParsedDocument, file: string): unknown {
  try {
    return document.value();
  } catch (error) {
    if (error instanceof UnreadableError) {
      throw new UsageError(`${file}:${error.position.line}:${error.position.column}: ${error.message}`);
    }
    throw error;
  }
}
