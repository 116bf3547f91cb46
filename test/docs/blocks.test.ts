/** Every block of every page is run, or says in the source of the page why it is not. */
import { existsSync } from 'node:fs';
import { Document, parse, parseAllDocuments } from 'yaml';
import * as library from '../../lib';
import { program } from '../../lib/cli/program';
import { settingsSchema } from '../../lib/cli/settings/schema';
import { problemsIn } from '../../lib/cli/settings/validate';
import { readNewerAdvisories } from '../../lib/engines/newer-advisories';
import { evaluateManifests } from '../../lib/guardrails/evaluation/evaluate';
import { readAcceptances } from '../../lib/guardrails/suppressions/acceptances';
import { Manifest } from '../../lib/objects/manifest';
import { allCodeBlocks, CodeBlock } from '../../projenrc/docs/code-blocks';

const blocks = allCodeBlocks();
const RUN = ['ts', 'sh', 'bash', 'yaml', 'json', 'text'];

function titleOf({ page, line }: CodeBlock): string {
  return `${page}:${line}`;
}

const notRun = blocks.filter(({ notes }) => notes['not run'] !== undefined);

test('blocks that are not run say why, and are few', () => {
  const reasons = notRun.map((block) => `${titleOf(block)} ${block.notes['not run']}`);
  console.info([`${blocks.length} blocks, of which ${notRun.length} are not run:`, ...reasons].join('\n  '));
  expect(notRun.filter(({ notes }) => notes['not run'].length < 10)).toEqual([]);
  expect(notRun.length).toBeLessThan(blocks.length / 3);
});

test('tests that stand in for blocks exist', () => {
  const named = notRun.flatMap(({ notes }) => notes['not run'].match(/(?:test|\.ci)\/[\w./-]*\w/g) ?? []);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('every other block is in a language that is run', () => {
  const others = blocks.filter((block) => !notRun.includes(block) && !RUN.includes(block.language));
  expect(others.map((block) => `${titleOf(block)} ${block.language}`)).toEqual([]);
});

test('text is what a program prints, and the page says which', () => {
  const text = blocks.filter(({ language, notes }) => language === 'text' && notes['not run'] === undefined);
  expect(text.filter(({ notes }) => notes['printed by'] === undefined).map(titleOf)).toEqual([]);
});

/** What tells one kind of file from another, and what reads it. */
const READERS: readonly [key: string, read: (content: any, code: string) => unknown][] = [
  ['acceptances', (content) => expect(readAcceptances('acceptances.yaml', content)[1]).toEqual([])],
  ['advisories', (content) => expect(readNewerAdvisories(content)[1]).toEqual([])],
  [
    'validations',
    ({ validations }) =>
      validations.forEach(({ class: name, properties }: { class: string; properties: object }) => {
        const Plugin = (library as unknown as Record<string, new (props: object) => unknown>)[name];
        expect(new Plugin(properties)).toBeInstanceOf(Plugin);
      }),
  ],
  ['check', (content) => expect(problemsIn(content, settingsSchema(program()))).toEqual([])],
  ['apiVersion', (_, code) => expect(findingsIn(code)).toEqual([])],
];

function findingsIn(code: string): string[] {
  const objects = parseAllDocuments(code).map((document) => (document as Document).toJS() as Manifest);
  return evaluateManifests(objects).map(({ rule, path }) => `${rule.id} ${path}`);
}

const yaml = blocks.filter(({ language, notes }) => language === 'yaml' && notes['not run'] === undefined);

test.each(yaml.map((block) => [titleOf(block), block] as const))('%s is read', (_, { code }) => {
  expect(parseAllDocuments(code).flatMap((document) => ('errors' in document ? document.errors : []))).toEqual([]);
  const content = parse(code.split(/^---$/m)[0]) as Record<string, unknown>;
  const [, read] = READERS.find(([key]) => key in content) ?? [];
  expect(read).toBeDefined();
  read!(content, code);
});

const json = blocks.filter(({ language, notes }) => language === 'json' && notes['not run'] === undefined);

test('json is json', () => {
  json.forEach(({ code }) => JSON.parse(code));
});
