import { readSettings } from './settings';
import { readYaml, withLineFeeds } from './yaml';
import { parseJson } from '../json';
import { Malformed } from '../refusal';

/** Documents in a text, whatever they are written in. */
export interface Documents {
  readonly values: readonly unknown[];
  /** Tags of YAML that make a loader build something else than data. */
  readonly tags: readonly string[];
  /** What kind of file it is, where that is neither JSON nor YAML. */
  readonly kind?: 'records' | 'settings' | 'by content';
}

const YAML_NAME = /(?:\.ya?ml|(?:^|\/)MLmodel)$/i;
const JSON_NAME = /\.json$/i;
const JSON_LINES_NAME = /\.(?:jsonl|ndjson)$/i;
/** Pages quote configurations, and their front matter is read by no loader. */
const PAGE_NAME = /\.(?:md|markdown|rst|html?)$/i;
/** The first line of a map, list, directive or document. */
const YAML_START = /^(?:[ \t]*(?:#[^\n]*)?\n)*(?:%|---|\? |- |[{[]|[^\s#][^\n]*:(?:[ \t]|$))/m;
/** A text by another name is read as YAML if it is short: vocabularies are long. */
const LONGEST_UNNAMED = 32 * 1024;

/** What a text holds if it is JSON or YAML. Only a file that is named so must be one. Throws `Malformed` if it is not. */
export function readDocuments(text: string, path: string): Documents | undefined {
  if (YAML_NAME.test(path)) {
    return yaml(text);
  }
  if (JSON_NAME.test(path)) {
    return json(text);
  }
  if (JSON_LINES_NAME.test(path)) {
    return attempt(() => jsonLines(text));
  }
  const settings = readSettings(text, path);
  if (settings !== undefined) {
    return { values: settings, tags: [], kind: 'settings' };
  }
  if (/^[ \t\r\n]*[[{]/.test(text)) {
    const document = attempt(() => json(text));
    if (document) {
      return document;
    }
  }
  return PAGE_NAME.test(path) || text.length > LONGEST_UNNAMED || !YAML_START.test(withLineFeeds(text))
    ? undefined
    : attempt(() => withMembers(yaml(text)));
}

function json(text: string): Documents {
  return { values: [parseJson(text, { numbers: 'python' })], tags: [] };
}

function jsonLines(text: string): Documents {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return { values: lines.flatMap((line) => json(line).values), tags: [], kind: 'records' };
}

function yaml(text: string): Documents {
  const { documents, tags } = readYaml(text);
  return { values: documents, tags };
}

/** Every text is YAML of one value; only maps and lists are more than a text. */
function withMembers(documents: Documents): Documents | undefined {
  return documents.values.some((value) => typeof value === 'object' && value !== null)
    ? { ...documents, kind: 'by content' }
    : undefined;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) {
      return undefined;
    }
    throw error;
  }
}
