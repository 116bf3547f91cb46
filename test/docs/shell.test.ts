/** The shell blocks of the pages run, and every command that they name exists with its options. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { Workspace } from './workspace';
import { program } from '../../lib/cli/program';
import { allCodeBlocks, CodeBlock } from '../../projenrc/docs/code-blocks';

jest.mock('../../lib/private/version', () => ({ NAME: 'ack-secure-inference', VERSION: '0.0.0' }));

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

/** Words of each call of the command in a script. */
function callsIn(code: string): string[][] {
  const lines = code.replaceAll(/\\\n/g, ' ').replaceAll(/#.*$/gm, '');
  return [...lines.matchAll(/(?:^|[|;&(] *|npx )ack-secure-inference ([^|>;&\n)]*)/gm)].map(([, words]) =>
    words.trim().split(/\s+/),
  );
}

function commandOf(words: readonly string[], command: Command = program()): { command: Command; rest: string[] } {
  const next = command.commands.find((each) => each.name() === words[0]);
  return next ? commandOf(words.slice(1), next) : { command, rest: [...words] };
}

test.each(titled(blocks))('%s names commands and options that exist', (_, { code }) => {
  for (const words of callsIn(code)) {
    const { command, rest } = commandOf(words);
    expect(words.length).toBeGreaterThan(rest.length);
    const known = command.options.flatMap(({ long, short }) => [long, short]);
    const used = rest.filter((word) => word.startsWith('-') && word !== '-').map((word) => word.split('=')[0]);
    expect(used.filter((option) => !known.includes(option))).toEqual([]);
  }
});

test.each(titled(blocks.filter(({ page }) => /^(README|CONTRIBUTING)|PERFORMANCE/.test(page))))(
  '%s names scripts that exist',
  (_, { code }) => {
    const named = [...code.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  },
);
