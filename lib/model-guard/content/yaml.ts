import { Document, isAlias, isNode, parseAllDocuments, visit } from 'yaml';
import { Malformed } from '../refusal';

/** A configuration has kilobytes. Hostile YAML of a megabyte takes a minute and a gigabyte to read. */
export const LARGEST_YAML = 128 * 1024;
const MOST_ALIASES = 100;
const MOST_ERRORS = 3;
/** Tags of values that hold data. Source: YAML 1.1, "Language-Independent Types". */
const DATA_TYPES = 'str int float bool null map seq set omap pairs binary timestamp merge value'.split(' ');
const DATA_TAGS = new Set(['!', ...DATA_TYPES.map((name) => `tag:yaml.org,2002:${name}`)]);

/**
 * The text as PyYAML reads it, which takes three more characters for line breaks than YAML 1.2 does, and passes over a
 * byte order mark. Source: YAML 1.1, 4.2; PyYAML, `scanner.py`.
 */
export function withLineFeeds(text: string): string {
  return text.replace(/\ufeff/g, '').replace(/[\u0085\u2028\u2029]/g, '\n');
}

/** What is in a YAML file. */
export interface YamlContents {
  readonly documents: readonly unknown[];
  /** Tags that make a loader build something else than data. */
  readonly tags: readonly string[];
}

/** Reads YAML 1.1 without building anything but data: tags are names. Throws `Malformed` for what is no YAML. */
export function readYaml(text: string): YamlContents {
  const source = withLineFeeds(text);
  if (source.length > LARGEST_YAML) {
    throw new Malformed(`YAML of ${source.length} characters is longer than ${LARGEST_YAML}`);
  }
  try {
    const documents = parseAllDocuments(source, { version: '1.1', merge: true, logLevel: 'silent', uniqueKeys: true });
    const list = 'empty' in documents ? [] : documents;
    const errors = list.flatMap((document) => document.errors);
    if (errors.length > 0) {
      const reasons = errors.slice(0, MOST_ERRORS).map(({ message }) => message.split('\n')[0]);
      throw new Malformed(`YAML: ${reasons.join('; ')}`);
    }
    const tags = new Set(list.flatMap((document) => tagsOf(document)));
    return {
      documents: list.map((document) => document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown),
      tags: [...tags],
    };
  } catch (error) {
    if (error instanceof RangeError || error instanceof ReferenceError || error instanceof SyntaxError) {
      throw new Malformed(`YAML cannot be read: ${error.message.split('\n')[0]}`);
    }
    throw error;
  }
}

function tagsOf(document: Document): string[] {
  const tags: string[] = [];
  visit(document, (_, node) => {
    const tag = isNode(node) && !isAlias(node) ? node.tag : undefined;
    if (tag !== undefined && !DATA_TAGS.has(tag)) {
      tags.push(tag);
    }
  });
  return tags;
}
