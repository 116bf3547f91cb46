import { HARMLESS } from './harmless-files';
import { ATTACK } from './hostile-files';
import { SETTINGS } from './hostile-settings';
import { INSTALLING, NOT_INSTALLING } from './installers';
import { model } from './model-directory';
import { ggufString, smallGguf } from './samples';
import { inspectModel } from '../../lib/model-guard/inspect';
import { STRICT } from '../../lib/model-guard/policy';

const refused = (files: Record<string, string | Buffer>) =>
  inspectModel(model(files), STRICT).refusals.map(({ file, reason }) => `${file}: ${reason}`);

test.each([...SETTINGS, ...INSTALLING])('%s is refused', (_, file, content) => {
  expect(refused({ [file]: content }).filter((line) => line.startsWith(`${file}: `))).not.toEqual([]);
});

test.each([...HARMLESS, ...NOT_INSTALLING])('%s pass', (_, files) => {
  expect(refused(files)).toEqual([]);
});

test('a list of packages is allowed by its digest', () => {
  const content = 'some-package\n';
  const [{ rule, fix }] = inspectModel(model({ 'requirements.txt': content }), STRICT).refusals;
  const [digest] = /[0-9a-f]{64}/.exec(fix)!;
  expect([rule, fix]).toEqual(['installs-code', `remove it, or allow the file as it is: --allow-file ${digest}`]);
  const policy = { ...STRICT, files: [digest] };
  expect(inspectModel(model({ 'requirements.txt': content }), policy).refusals).toEqual([]);
  expect(inspectModel(model({ 'requirements.txt': `${content} ` }), policy).refusals).toHaveLength(1);
});

test.each([
  ['c.toml', '{a=['],
  ['c.toml', '{a="'],
  ['config.pbtxt', 'backend:"\\'],
  ['pyproject.toml', '\n'],
  ['requirements.txt', 'a['],
])('a mebibyte of %s with %j takes no longer than others', (file, part) => {
  const started = process.cpuUsage();
  refused({ [file]: part.repeat(2 ** 20 / part.length) });
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(20);
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
