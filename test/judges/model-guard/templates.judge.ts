/** Chat templates as publishers of models ship them, collected by llama.cpp. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTemplate } from '../../../lib/model-guard/content/jinja';
import { judge, PYTHON } from '../support/judge';
import { llamaCppSource } from '../support/llama-cpp-source';

judge('published chat templates', [PYTHON], () => {
  let directory: string;
  let files: string[];
  beforeAll(() => {
    directory = join(llamaCppSource(), 'models', 'templates');
    files = readdirSync(directory).filter((file) => file.endsWith('.jinja'));
  }, 600_000);

  const reasons = (template: string) => checkTemplate(template, []).map(({ reason }) => reason);
  const textOf = (file: string) => readFileSync(join(directory, file), 'utf8');

  test('there are those of the families that people serve', () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
    expect(files).toEqual(
      expect.arrayContaining([
        'Qwen-Qwen3-0.6B.jinja',
        'meta-llama-Llama-3.3-70B-Instruct.jinja',
        'deepseek-ai-DeepSeek-V3.1.jinja',
        'openai-gpt-oss-120b.jinja',
        'google-gemma-4-31B-it.jinja',
        'Mistral-Small-3.2-24B-Instruct-2506.jinja',
      ]),
    );
  });

  test('all pass', () => {
    const refused = files.map((file) => [file, reasons(textOf(file))] as const).filter(([, found]) => found.length > 0);
    expect(Object.fromEntries(refused)).toEqual({});
  });

  test('each is refused with an attack in it', () => {
    const passing = files.filter((file) => reasons(`${textOf(file)}{{ cycler.__init__.__globals__ }}`).length === 0);
    expect(passing).toEqual([]);
  });
});
