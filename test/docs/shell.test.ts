/** The shell blocks of the pages run, and every command that they name exists with its options. */
import { readFileSync } from 'node:fs';
import { Workspace } from './workspace';
import { allCodeBlocks, CodeBlock } from '../../projenrc/docs/code-blocks';
import { callsIn, commandOf, unknownOptions } from '../support/command-words';

const blocks = allCodeBlocks().filter(({ language }) => ['sh', 'bash'].includes(language));
const run = blocks.filter(({ notes }) => notes['not run'] === undefined);
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

const workspace = new Workspace();
beforeAll(() => workspace.fill());
afterAll(() => workspace.remove());

function titled(some: readonly CodeBlock[]): [string, CodeBlock][] {
  return some.map((block) => [`${block.page}:${block.line}`, block]);
}

test.each(titled(run))('%s runs', (_, { code }) => {
  expect(workspace.run(code)).toMatchObject({ status: 0 });
});

test.each(titled(blocks))('%s names commands and options that exist', (_, { code }) => {
  for (const words of callsIn(code)) {
    expect(words.length).toBeGreaterThan(commandOf(words).rest.length);
    expect(unknownOptions(words)).toEqual([]);
  }
});

test.each(titled(blocks.filter(({ page }) => /^(README|CONTRIBUTING)|PERFORMANCE/.test(page))))(
  '%s names scripts that exist',
  (_, { code }) => {
    const named = [...code.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  },
);
