import { escape } from '../escape';

/** Text that is safe to write into a page: only `html` makes it. */
export class Markup {
  public constructor(public readonly text: string) {}
}

/** What may stand in a page: text and numbers are escaped, lists are joined, nothing is written for undefined. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** A piece of a page. Everything that is put into the template is escaped, unless it is a piece of a page itself. */
export function html(literals: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(
    withoutIndents(literals)
      .map((literal, index) => literal + textOf(contents[index]))
      .join(''),
  );
}

const narrow = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Indents are for who reads the source; in thousands of rows they are most of the page. */
function withoutIndents(literals: TemplateStringsArray): readonly string[] {
  const known = narrow.get(literals) ?? literals.map((literal) => literal.replace(/\n\s+/g, '\n'));
  narrow.set(literals, known);
  return known;
}

function textOf(content: Content): string {
  if (content === undefined) {
    return '';
  }
  if (content instanceof Markup) {
    return content.text;
  }
  return typeof content === 'object' ? content.map(textOf).join('') : escape(visible(String(content)));
}

/**
 * Characters that show nothing, or turn the direction of what follows, make one name look like another (CVE-2021-42574).
 * They are shown as their numbers.
 */
const HIDDEN = /[\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\uDB40[\uDC00-\uDDEF]/g;

export function visible(text: string): string {
  return text.replace(HIDDEN, (hidden) => `[U+${hidden.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);
}
