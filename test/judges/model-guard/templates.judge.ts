/** Chat templates as publishers of models ship them, collected by llama.cpp and in packages that serve or train. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTemplate } from '../../../lib/model-guard/content/jinja';
import { judge, PYTHON } from '../support/judge';
import { llamaCppSource } from '../support/llama-cpp-source';
import { runPython } from '../support/python';

/** Texts that are refused, by the beginning of their digest. */
const REFUSED: Readonly<Record<string, string>> = {
  '1337b782': 'Jamba keeps macros in a list and calls what it computes, which could be anything',
  fb632022: 'a replacement of a regular expression in Python code, where \\1 is no escape of a template',
  b1842dc6: 'the first half of a template in Python code',
};

judge('published chat templates', [PYTHON], () => {
  const directory = mkdtempSync(join(tmpdir(), 'templates-'));
  let collected: [where: string, template: string][];
  let packaged: [where: string, template: string][];

  beforeAll(() => {
    const folder = join(llamaCppSource(), 'models', 'templates');
    collected = readdirSync(folder)
      .filter((file) => file.endsWith('.jinja'))
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
    const found = runPython([join(__dirname, 'published_templates.py'), directory]);
    packaged = Object.entries(JSON.parse(found) as Record<string, string>);
  }, 900_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const reasons = (template: string) => checkTemplate(template, []).map(({ reason }) => reason);
  const refused = (templates: [string, string][]) =>
    templates.filter(([, template]) => reasons(template).length > 0).map(([where]) => where);

  test('there are those of the families that people serve', () => {
    expect(collected.map(([file]) => file)).toEqual(
      expect.arrayContaining([
        'Qwen-Qwen3-0.6B.jinja',
        'meta-llama-Llama-3.3-70B-Instruct.jinja',
        'deepseek-ai-DeepSeek-V3.1.jinja',
        'openai-gpt-oss-120b.jinja',
        'google-gemma-4-31B-it.jinja',
        'Mistral-Small-3.2-24B-Instruct-2506.jinja',
      ]),
    );
    expect(new Set([...collected, ...packaged].map(([, template]) => template)).size).toBeGreaterThanOrEqual(200);
  });

  test('all that llama.cpp collected pass', () => {
    expect(refused(collected)).toEqual([]);
  });

  test('of those in packages, only these are refused', () => {
    expect(
      refused(packaged)
        .map((where) => where.split(' ').at(-1))
        .sort(),
    ).toEqual(Object.keys(REFUSED).sort());
  });

  test('each is refused with an attack in it', () => {
    const passing = [...collected, ...packaged].filter(
      ([, template]) => reasons(`${template}{{ cycler.__init__.__globals__ }}`).length === 0,
    );
    expect(passing.map(([where]) => where)).toEqual([]);
  });
});
