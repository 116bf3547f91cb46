import { membersOf } from './members';
import { stripFences } from './text';

/** A text that a server can be told to use as a chat template. */
export interface FoundTemplate {
  readonly text: string;
  /** Where it is, if not the file itself. */
  readonly key?: string;
  /** Whether it is one by its name. Anything else may be a text with braces, and then is none if Jinja cannot read it. */
  readonly isNamed: boolean;
}

const NAMED = /template|jinja|prompt/i;
/** An expression or a statement of Jinja. A comment alone does nothing. */
const TAG = /\{\{[^]*?\}\}|\{%[^]*?%\}/;
const FILE_NAME = /\.(?:jinja2?|j2|tmpl|tpl|template|mustache)$|(?:^|\/)[^/]*(?:template|jinja)[^/]*$/i;
const PAGE = /\.(?:md|markdown)$/i;

/** Whether a text holds a part of a template. */
export function hasTags(text: string): boolean {
  // Each half is looked for first, since a text of openings alone would be searched from each of them.
  return (text.includes('}}') || text.includes('%}')) && TAG.test(text);
}

/** Whether a key promises a template. */
export function isTemplateKey(key: string): boolean {
  return NAMED.test(key);
}

/** Templates within a document, under whatever keys. */
export function templatesIn(document: unknown): FoundTemplate[] {
  const found: FoundTemplate[] = [];
  for (const { key, value } of membersOf([document])) {
    if (typeof value === 'string' && hasTags(value)) {
      found.push({ text: value, key, isNamed: isTemplateKey(key) });
    }
  }
  return found;
}

/** A text file as a template: a server takes one by any name. */
export function templatesOf(text: string, path: string): FoundTemplate[] {
  const isPage = PAGE.test(path);
  if (FILE_NAME.test(path) && !isPage) {
    return [{ text, isNamed: true }];
  }
  const prose = isPage ? stripFences(text) : text;
  return hasTags(prose) ? [{ text: prose, isNamed: false }] : [];
}
