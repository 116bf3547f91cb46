import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of a page. */
export interface CodeBlock {
  readonly page: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** Position among all blocks of the page, from 1. */
  readonly index: number;
  readonly language: string;
  readonly code: string;
  /** Keyed comments directly above the fence: `<!-- not run: needs a cluster -->` is `{ 'not run': 'needs a cluster' }`. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Pages whose blocks are tests of their own: docs/RULES.md is generated from samples that the tests of the rules run. */
const GENERATED = ['docs/RULES.md'];

/** Pages with code that a reader copies. */
export function pages(): string[] {
  const markdown = (folder: string) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => join(folder, file));
  return [
    ...markdown('.').filter((page) => !page.startsWith('API.')),
    ...markdown('docs'),
    ...readdirSync('docs', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => markdown(join('docs', name))),
  ].filter((page) => !GENERATED.includes(page));
}

/** Every block of a page, in order. */
export function codeBlocksOf(page: string): CodeBlock[] {
  const text = readFileSync(page, 'utf8');
  const fence = /((?:^<!-- [a-z ]+:\s(?:(?!-->).)*-->\n)*)^( *)```(\w*)\n(.*?)^ *```$/gms;
  return [...text.matchAll(fence)].map(({ 0: whole, 1: notes, 2: indent, 3: language, 4: code, index: at }, index) => ({
    page,
    line: text.slice(0, at + whole.indexOf('```')).split('\n').length,
    index: index + 1,
    language,
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    notes: Object.fromEntries(
      [...notes.matchAll(/<!-- ([a-z ]+):\s(.*?)\s-->/gs)].map(([, key, value]) => [key, value]),
    ),
  }));
}

/** Every block of every page, once: pages in other languages have those of the pages in English, which test/docs compares. */
export function allCodeBlocks(): CodeBlock[] {
  return pages()
    .filter((page) => !page.endsWith('.zh-CN.md'))
    .flatMap(codeBlocksOf);
}
