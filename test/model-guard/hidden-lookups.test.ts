import { HIDDEN } from './hidden-lookups';
import { checkTemplate } from '../../lib/model-guard/content/jinja';

const reasons = (template: string, isNamed = true) => checkTemplate(template, [], isNamed).map(({ reason }) => reason);

test.each(HIDDEN)('%s is refused', (_, template) => {
  expect(reasons(template)).not.toEqual([]);
});

const ONLY_JINJA_READS: [what: string, template: string][] = [
  ['NEL', '{{\u0085lipsum.__globals__.os }}'],
  ['a separator', '{{\u001clipsum.__globals__ }}'],
  ['a name with a connector', '{{ lipsum.__globals__ }}{% set a‿b = 1 %}'],
  ['a name with a combining mark', '{{ lipsum.__globals__ }}{% set a\u0301 = 1 %}'],
  ['a name with a middle dot', '{{ lipsum.__globals__ }}{% set a\u00b7b = 1 %}'],
  ['a name of a letter number', '{{ lipsum.__globals__ }}{% set \u2180 = 1 %}'],
  ['a comment that begins at the end', '{{ lipsum.__globals__ }}{#'],
  ['raw text that begins at the end', '{{ lipsum.__globals__ }}{% raw -%}\u0085'],
  ['a digit of another script', '{{ lipsum.__globals__ }}{{ 0x1\u0663 }}'],
  ['a word behind a number', '{{ lipsum.__globals__ if 1else 0 }}'],
];

test.each(ONLY_JINJA_READS)('a text with %s, which Jinja reads, is read by any name of its file', (_, template) => {
  expect(reasons(template, false)).not.toEqual([]);
});

const PLAIN: [what: string, template: string][] = [
  ['a private key of a dictionary', "{% set d = {'_json_block': 1} %}{{ d['_json_block'] }}{{ f('call_function') }}"],
  [
    'items of a loop',
    "{% for m in messages %}{% if loop.previtem and loop.previtem.role == 'user' %}{% endif %}{% endfor %}",
  ],
  ['numbers of all kinds', '{{ 1_000 }}{{ 1.5e3 }}{{ 0x1f }}{{ m[0b1] }}'],
  [
    'a list of what was put together',
    "{% set l = [] %}{% set _ = l.append('a' ~ 'b') %}{{ l | join }}{{ m[m|length - 1] }}",
  ],
];

test.each(PLAIN)('%s passes', (_, template) => {
  expect(reasons(template).filter((reason) => !reason.includes('calls f'))).toEqual([]);
});
