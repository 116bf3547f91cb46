/** Pages in Chinese have the code of the pages in English, so that what runs for one reader runs for the other. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeBlocksOf } from '../../projenrc/docs/code-blocks';

const TRANSLATIONS = [
  ['README.md', 'README.zh-CN.md'],
  ['docs/QUICKSTART.md', 'docs/QUICKSTART.zh-CN.md'],
] as const;

describe.each(TRANSLATIONS)('%s and %s', (page, translation) => {
  test('have the same blocks with the same notes', () => {
    const blocksOf = (name: string) =>
      codeBlocksOf(name).map(({ language, code, notes }) => ({ language, code, notes }));
    expect(blocksOf(page).length).toBeGreaterThan(0);
    expect(blocksOf(translation)).toEqual(blocksOf(page));
  });

  test('have as many sections, and name each other', () => {
    const [text, translated] = [page, translation].map((name) => readFileSync(name, 'utf8'));
    expect(text).toContain(`(${translation.split('/').at(-1)})`);
    expect(translated).toContain(`(${page.split('/').at(-1)})`);
    expect(translated.match(/^## /gm)?.length ?? 0).toBe(text.match(/^## /gm)?.length ?? 0);
    expect(translated).toMatch(/[\u4e00-\u9fff]{4}/);
  });

  test('link to files that exist', () => {
    const links = [...readFileSync(translation, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !existsSync(join(dirname(translation), link)))).toEqual([]);
  });
});
