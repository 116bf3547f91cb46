import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { smallSafetensors } from './samples';

const made: string[] = [];

afterAll(() => made.forEach((path) => rmSync(path, { recursive: true, force: true })));

/** A directory with these files, removed after the tests of the file. */
export function directory(files: Record<string, string | Buffer>): string {
  const root = mkdtempSync(join(tmpdir(), 'model-guard-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** A model that is safe, with more files or other ones in their place. */
export function model(files: Record<string, string | Buffer> = {}): string {
  return directory({
    'model.safetensors': smallSafetensors(),
    'config.json': JSON.stringify({ architectures: ['Qwen3ForCausalLM'], time_step_limit: [0, 1] }),
    'tokenizer_config.json': JSON.stringify({ chat_template: '{% for m in messages %}{{ m.content }}{% endfor %}' }),
    'README.md': '# A model\n\n```python\nimport os\nos.system("id")\n```\n',
    ...files,
  });
}
