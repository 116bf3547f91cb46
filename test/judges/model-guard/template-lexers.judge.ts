/** Two other readers of Jinja on the same templates: names that either of them reads are read here as well, or refused. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { HUGGINGFACE_JINJA } from './requirements';
import { JinjaToken, readTemplate, Unreadable } from '../../../lib/model-guard/content/jinja-lexer';
import { HIDDEN } from '../../model-guard/hidden-lookups';
import { COMPUTED, UNSAFE } from '../../model-guard/hostile-templates';
import { fuzzing } from '../../support/fuzzing';
import { judge, PYTHON } from '../support/judge';
import { runLimited } from '../support/limited';
import { llamaCppSource } from '../support/llama-cpp-source';
import { unpackedNpmPackage } from '../support/packages';
import { PythonPackages } from '../support/python';

const TEMPLATES = 20_000;
type Found = readonly (readonly [kind: string, text: string])[];
/** What a reader found in each template, or nothing where it failed. */
type Answers = readonly (Found | null)[];

const PARTS = [
  '{{',
  '}}',
  '{%',
  '%}',
  '{{-',
  '-}}',
  '{%-',
  '-%}',
  '{%+',
  '+%}',
  '{#',
  '#}',
  '{#-',
  '-#}',
  '{% raw %}',
  '{% endraw %}',
  '{%- raw -%}',
  '{%+raw%}',
  '{% set a = 1 %}',
  '{{ b }}',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ' ',
  '\n',
  '\u0085',
  '\u001c',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '\u200b',
  'a',
  'if',
  'raw',
  'endraw',
  '__class__',
  'é',
  'a\u0301',
  'a‿b',
  'ⅷ',
  'ﬁ',
  '²',
  '·',
  '\u00b7a',
  '𝐚',
  '0',
  '1or',
  '0x1f',
  '0b12',
  '1_0',
  '1.5',
  '1.5e3',
  '1e',
  '1.a',
  '09',
  '٣',
  '-',
  '+',
  '~',
  '|',
  '.',
  ',',
  ':',
  '=',
  '==',
  '!',
  '!=',
  '//',
  '*',
  "'",
  '"',
  "'a'",
  '"b\\"c"',
  "'\\'",
  "'\\x5f'",
  '\\',
  '?',
  '@',
  '$',
  '`',
  '\u0000',
];

judge('the readers of Jinja and of Transformers.js, on the same templates', [PYTHON], () => {
  let templates: string[];
  let published: number;
  let answers: Record<'jinja2' | '@huggingface/jinja', Answers>;

  beforeAll(() => {
    const folder = join(llamaCppSource(), 'models', 'templates');
    const collected = readdirSync(folder)
      .filter((file) => file.endsWith('.jinja'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
    published = collected.length;
    const { seed } = fuzzing(1);
    console.info(`FUZZ_SEED=${seed}`);
    const part = fc.array(fc.constantFrom(...PARTS), { maxLength: 12 }).map((parts) => parts.join(''));
    const inside = fc
      .tuple(part, fc.constantFrom('{{', '{%'), part)
      .map(([before, open, within]) => `${before}${open}${within}${open === '{{' ? '}}' : '%}'}`);
    const generated = fc.sample(fc.oneof(part, inside, inside), { seed, numRuns: TEMPLATES });
    templates = [...collected, ...[...UNSAFE, ...COMPUTED, ...HIDDEN].map(([, template]) => template), ...generated];
    const input = JSON.stringify(templates);
    const module = join(unpackedNpmPackage(...HUGGINGFACE_JINJA), 'dist', 'index.cjs');
    answers = {
      jinja2: JSON.parse(
        new PythonPackages(['jinja2==3.1.6']).run([join(__dirname, 'lex_templates.py')], input),
      ) as Answers,
      '@huggingface/jinja': JSON.parse(
        runLimited(process.execPath, [join(__dirname, 'lex_templates.cjs'), module], input),
      ) as Answers,
    };
  });

  /** Names in the order in which they stand, or whether the template is refused though Jinja may read it. */
  const namesHere = (template: string): readonly string[] | 'refused' | 'unread' => {
    try {
      return namesOf([...readTemplate(template)].flatMap(({ tokens }) => tokens));
    } catch (error) {
      return (error as Unreadable).isJinja ? 'refused' : 'unread';
    }
  };
  const namesOf = (tokens: readonly JinjaToken[]) =>
    tokens.filter(({ kind }) => kind === 'name').map(({ text }) => text);
  const names = (found: Found) => found.filter(([kind]) => kind === 'name').map(([, text]) => text);

  test('jinja2 reads no name that is not read here', () => {
    const readable = answers.jinja2.filter((found) => found !== null && found.length > 0);
    expect(readable.length).toBeGreaterThan(TEMPLATES / 50);
    const differ = templates.flatMap((template, i) => {
      const [theirs, ours] = [answers.jinja2[i], namesHere(template)];
      const agree = theirs === null || ours === 'refused' || JSON.stringify(names(theirs)) === JSON.stringify(ours);
      return agree ? [] : [{ template, theirs, ours }];
    });
    expect(differ).toEqual([]);
  });

  test('nor does Transformers.js, in what jinja2 reads too', () => {
    const differ = templates.flatMap((template, i) => {
      const [theirs, ours] = [answers['@huggingface/jinja'][i], namesHere(template)];
      const both = theirs !== null && answers.jinja2[i] !== null && typeof ours !== 'string';
      const missing = both ? names(theirs).filter((name) => !ours.includes(name)) : [];
      return missing.length > 0 ? [{ template, missing }] : [];
    });
    expect(differ).toEqual([]);
  });

  test('both read the templates that publishers ship', () => {
    for (const found of Object.values(answers)) {
      expect(found.slice(0, published).filter((each) => each !== null && each.length > 0).length).toBeGreaterThan(50);
    }
  });
});
