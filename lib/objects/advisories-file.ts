import { readFileSync, statSync } from 'node:fs';
import type * as parse from './documents/parse';
import { NewerAdvisory, readNewerAdvisories } from '../engines/newer-advisories';
import { describe } from '../private/problems';

/** Some thousand advisories; all that engines ever had are some hundred. */
const LARGEST_FILE = 1024 * 1024;

/**
 * Advisories of a file, which are newer than the record: one document of YAML or JSON.
 *
 * @throws if it cannot be read, with everything that is wrong, each with file, line and column
 */
export function advisoriesIn(file: string): NewerAdvisory[] {
  const { ParsedDocument } = reader();
  const document = new ParsedDocument({ text: textOf(file), line: 1 });
  const [advisories, problems] = readNewerAdvisories(valueOf(document, file));
  if (problems.length > 0) {
    throw new Error(
      problems
        .map(({ field, ...problem }) => {
          const { line, column } = document.positionOf(field);
          return `${file}:${line}:${column}: ${describe(problem)}`;
        })
        .join('\n'),
    );
  }
  return advisories;
}

/** Loaded on first use: few have such a file, and everybody has an engine. */
function reader(): typeof parse {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
  return require('./documents/parse') as typeof parse;
}

function textOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size > LARGEST_FILE) {
    throw new Error(`${file}: no file of at most ${LARGEST_FILE} bytes, which a list of advisories is`);
  }
  return readFileSync(file, 'utf8');
}

function valueOf(document: parse.ParsedDocument, file: string): unknown {
  try {
    return document.value();
  } catch (error) {
    if (error instanceof reader().UnreadableError) {
      throw new Error(`${file}:${error.position.line}:${error.position.column}: ${error.message}`);
    }
    throw error;
  }
}
