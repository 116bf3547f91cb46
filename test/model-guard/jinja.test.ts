import { UNSAFE } from './hostile-templates';
import { checkTemplate, templateDigest } from '../../lib/model-guard/content/jinja';

const reasons = (template: string) => checkTemplate(template, []).map(({ reason }) => reason);

const SAFE: [string, string][] = [
  ['loops and conditions', "{% for m in messages if m['role'] != 'system' -%} {{ m.content | trim }} {%- endfor %}"],
  ['macros', '{% macro show(x) %}{{ x }}{% endmacro %}{{ show(1) }}'],
  [
    'names of functions that it does not call',
    "{% macro m(namespace='x') %}{{ namespace }}{% endmacro %}{% set join = m() | join(' ') %}",
  ],
  ['namespaces', '{% set ns = namespace(found=false) %}{% set ns.found = true %}'],
  [
    'filters by name',
    "{{ a | map('upper') | join }} {{ b | map(attribute='x') | selectattr('y', 'equalto', 1) | list }}",
  ],
  ['tests', '{{ a is defined and b is not none and c is divisibleby(3) and not (d is string) }}'],
  [
    'members of namespaces and dictionaries',
    "{% set ns = namespace(index=0, items=[]) %}{% set ns.index = ns.index + 1 %}{% set _ = d.update({'get': 1}) %}{{ d.get('x').strip() }}",
  ],
  ['dictionaries with lists and slices', "{{ {'a': [1, 2][0:1], 'b': {}, 3: x[1:]} | tojson }}"],
  ['methods of text', "{{ 'a-b'.split('-')[0].strip() }} {{ m.content.startswith('x') }}"],
  ['dictionaries within expressions', "{{ {'a': {'b': 1}} }}"],
  ['comments and raw text', '{# {{ lipsum() }} #}{% raw %}{{ lipsum() }}{% endraw %}'],
  ['a block filter', '{% filter trim %} a {% endfilter %}'],
  ['functions of transformers', "{{ raise_exception('no') }}{{ strftime_now('%d %b') }}{{ a | tojson(indent=4) }}"],
];

test.each(SAFE)('%s pass', (_, template) => {
  expect(reasons(template)).toEqual([]);
});

test.each(UNSAFE)('%s is refused', (_, template, reason) => {
  expect(reasons(template).join()).toMatch(reason);
});

test('a template that is allowed by its digest passes', () => {
  const template = '{{ lipsum() }}';
  expect(checkTemplate(template, [templateDigest(template)])).toEqual([]);
  expect(checkTemplate(`${template} `, [templateDigest(template)])).toHaveLength(1);
});
