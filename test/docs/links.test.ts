/** Links between pages lead somewhere, and every page of docs/ is reached from the README. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pages } from '../../projenrc/docs/code-blocks';

/** Files that a page links to; not those in code. */
function linksOf(page: string): string[] {
  const text = readFileSync(page, 'utf8').replaceAll(/^```.*?^```$/gms, '');
  return [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, link]) => normalize(join(dirname(page), link)));
}

test.each(pages())('links of %s lead to files', (page) => {
  expect(linksOf(page).filter((link) => !existsSync(link))).toEqual([]);
});

test('every page of docs/ is linked from the README, or from a page that is', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    linksOf(page)
      .filter((link) => link.endsWith('.md') && existsSync(link))
      .forEach((link) => reached.add(link));
  }
  expect(pages().filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
});

test('docs/README.md has every guide', () => {
  const guides = pages().filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  expect(guides.filter((guide) => !linksOf('docs/README.md').includes(guide))).toEqual([]);
});

test('what holds the promises of docs/UPGRADING.md exists', () => {
  const named = [...readFileSync('docs/UPGRADING.md', 'utf8').matchAll(/`((?:test|lib)\/[^`]+|[\w.]+\.md)`/g)];
  expect(named.length).toBeGreaterThan(4);
  expect(named.map(([, path]) => path).filter((path) => !existsSync(path))).toEqual([]);
});
