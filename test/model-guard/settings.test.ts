import { HARMLESS } from './harmless-files';
import { ATTACK } from './hostile-files';
import { SETTINGS } from './hostile-settings';
import { model } from './model-directory';
import { ggufString, smallGguf } from './samples';
import { inspectModel } from '../../lib/model-guard/inspect';
import { STRICT } from '../../lib/model-guard/policy';

const refused = (files: Record<string, string | Buffer>) =>
  inspectModel(model(files), STRICT).refusals.map(({ file, reason }) => `${file}: ${reason}`);

test.each(SETTINGS)('%s is refused', (_, file, content) => {
  expect(refused({ [file]: content }).filter((line) => line.startsWith(`${file}: `))).not.toEqual([]);
});

test.each(HARMLESS)('%s pass', (_, files) => {
  expect(refused(files)).toEqual([]);
});

test.each(['config.toml', 'models.ini', 't.jsonl', 'config.pbtxt', 't.html', '.env'])(
  'a template in %s is looked into',
  (file) => {
    expect(refused({ [file]: `chat_template = "${ATTACK}"\n` }).join()).toMatch(/chat template/);
  },
);

test('a template in a document that GGUF carries is looked into', () => {
  const value = ggufString(JSON.stringify({ chat_template: '{{ x["__class__"] }}' }));
  const metadata: [string, number, Buffer][] = [['tokenizer.huggingface.json', 8, value]];
  expect(refused({ 'm.gguf': smallGguf({ metadata }) }).join()).toMatch(/__class__/);
});
