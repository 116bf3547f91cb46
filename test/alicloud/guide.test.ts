/** The guide says what the code says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as alicloud from '../../lib/alicloud';

const guide = readFileSync(join(__dirname, '../../docs/ALICLOUD.md'), 'utf8');
const classes = Object.entries(alicloud).filter(([, value]) => typeof value === 'function');

test('the guide lists every step that is left to a person', () => {
  const steps = classes.flatMap(([, value]) => (value as { MANUAL_STEPS?: string[] }).MANUAL_STEPS ?? []);
  expect(steps.length).toBeGreaterThan(5);
  expect(steps.filter((step) => !guide.includes(`| ${step} |`))).toEqual([]);
});

test('all code of the guide is code of an example', () => {
  const withoutIndent = (text: string) => text.replace(/^ +/gm, '').trim();
  const folder = join(__dirname, '../../examples');
  const programs = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => withoutIndent(readFileSync(join(folder, file), 'utf8')));
  const blocks = [...guide.matchAll(/```ts\n([^]*?)```/g)].map(([, code]) => withoutIndent(code));
  expect(blocks.length).toBeGreaterThan(10);
  expect(blocks.filter((block) => !programs.some((program) => program.includes(block)))).toEqual([]);
});

test('the guide names every construct', () => {
  const constructs = classes.filter(([, value]) => 'isConstruct' in (value as object)).map(([name]) => name);
  expect(constructs).toContain('SecureRegistry');
  expect(constructs.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});
