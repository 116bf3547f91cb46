import { escape } from '../escape';
import { visible } from '../text';

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
