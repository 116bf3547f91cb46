/** The TypeScript of the pages runs, and what it makes is synthesized. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Around } from './around';
import { allCodeBlocks, CodeBlock } from '../../projenrc/docs/code-blocks';

/** What a generated program of a page exports beside its constants. */
interface Program {
  readonly around: Pick<Around, 'synth'>;
}

const ROOT = process.cwd();
const blocks = allCodeBlocks();
const programs = blocks.filter(({ language, notes }) => language === 'ts' && notes['not run'] === undefined);
const outputs = blocks.filter(({ notes }) => notes['printed by'] !== undefined);

const folder = mkdtempSync(join(tmpdir(), 'docs-'));

beforeEach(() => {
  process.env.ENGINE_IMAGE = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai:v0.33.0';
  process.chdir(mkdtempSync(join(folder, 'page-')));
  cpSync(join(ROOT, 'examples/support/images.lock.json'), 'images.lock.json');
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => process.chdir(ROOT));
afterAll(() => rmSync(folder, { recursive: true }));

function titleOf({ page, line }: CodeBlock): string {
  return `${page}:${line}`;
}

async function run({ page, index }: CodeBlock): Promise<void> {
  const name = page.replace(/\.md$/, '').replaceAll('/', '-');
  const { around } = (await import(resolve(ROOT, `test/guides/${name}-${index}.generated.ts`))) as Program;
  around.synth();
}

test.each(programs.map((block) => [titleOf(block), block] as const))('%s runs', async (_, block) => {
  await run(block);
});

test.each(outputs.map((block) => [titleOf(block), block] as const))('%s is what is printed', async (_, block) => {
  const thrown = await run(block).then(
    () => 'nothing was thrown',
    (error: Error) => error.message,
  );
  // `…` stands for what the page leaves out, and a line of the page may be broken anywhere
  const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const parts = words(block.code)
    .split('…')
    .map((part) => part.trim());
  let rest = words(thrown);
  for (const part of parts) {
    expect(rest).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
});

test('the README writes its manifests', async () => {
  const [first] = programs.filter(({ page }) => page === 'README.md');
  jest.resetModules();
  await run(first);
  expect(existsSync('dist/qwen.k8s.yaml')).toBe(true);
});
