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

const UNSAFE: [string, string, RegExp][] = [
  ['attributes of Python', "{{ ''.__class__.__mro__ }}", /reads __class__/],
  ['attributes of Python as keys', "{{ ''['__class__'] }}", /names "__class__"/],
  ['attributes of Python in escapes', "{{ ''['\\x5f\\x5fclass\\u005f\\u005f'] }}", /names "__class__"/],
  ['attributes of Python by octal escape', "{{ ''['\\137\\137class'] }}", /escape/],
  ['attributes of Python by their name in Unicode', "{{ ''['\\N{LOW LINE}'] }}", /escape/],
  ['attributes of Python in a filter', "{{ x | map(attribute='__class__') }}", /names "__class__"/],
  ['attributes that need no underscore', '{{ f.func_globals }}', /func_globals/],
  ['the filter attr', "{{ x | attr('a') }}", /filter attr/],
  ['the filter format', "{{ '%s' | format(x) }}", /filter format/],
  ['a filter by a name that is computed', "{{ x | map('at' ~ 'tr', 'a') }}", /filter map a value/],
  ['a filter by a variable', '{{ x | map(f) }}', /filter map a value/],
  ['a test by a variable', "{{ x | selectattr('a', t) }}", /filter selectattr a value/],
  ['the method format', "{{ '{0.a}'.format(x) }}", /method format/],
  ['a function that Jinja brings', '{{ lipsum.a }}{{ lipsum() }}', /calls lipsum/],
  ['a call of an element', "{{ x['a']('id') }}", /calls a value/],
  ['a call of a result', '{{ (x)() }}', /calls a value/],
  ['a call of a method of a variable', "{{ os.popen('id') }}", /method popen/],
  ['a call of a variable', '{% set f = x %}{{ f() }}', /calls f/],
  ['a function with another value', '{% set range = x %}{{ range() }}', /gives range/],
  ['a macro with another value', '{% macro m(a) %}{% endmacro %}{% for m in x %}{{ m() }}{% endfor %}', /gives m/],
  ['a parameter in place of a function', '{% macro m(range) %}{{ range() }}{% endmacro %}', /gives range/],
  [
    'a member in place of a method',
    "{% set d = {'strip': x['_' ~ '_init_' ~ '_']} %}{{ d.strip('id') }}",
    /gives member strip/,
  ],
  ['a member of a namespace', '{% set ns = namespace() %}{% set ns.get = x %}{{ ns.get(1) }}', /gives member get/],
  ['a member of a new namespace', '{% set ns = namespace(get=x) %}{{ ns.get(1) }}', /gives member get/],
  ['a member of a dictionary', '{{ dict(strip=x).strip(1) }}', /gives member strip/],
  [
    'an argument of a macro',
    '{% macro m() %}{{ kwargs.strip(1) }}{% endmacro %}{{ m(strip=x) }}',
    /gives member strip/,
  ],
  ['a key that is computed', "{{ {'st' ~ 'rip': x}.strip(1) }}", /keys it computes/],
  ['a key of two strings', "{{ {'st' 'rip': x}.strip(1) }}", /keys it computes/],
  ['a key that is a variable', '{{ {k: x}.strip(1) }}', /keys it computes/],
  ['pairs', "{{ dict([('strip', x)]).strip(1) }}", /gives dict members/],
  ['a namespace of a dictionary', '{{ namespace(d).strip(1) }}', /gives namespace members/],
  ['spread members', '{{ namespace(a=1, **d).strip(1) }}', /gives namespace members/],
  ['updates by pairs', "{% set _ = d.update([('strip', x)]) %}{{ d.strip(1) }}", /gives update members/],
  ['a word of the language with a value', "{% set set = x %}{{ set('id') }}", /gives set/],
  ['a word of the language in a loop', "{% for recursive in x %}{{ recursive('id') }}{% endfor %}", /gives recursive/],
  ['a name that Python reads as another', "{% set ʳange = x %}{{ range('id') }}", /normal form/],
  ['an include', "{% include 'x' %}", /tag include/],
  ['an import', "{% import 'x' as y %}", /tag import/],
  ['a call block', '{% call m() %}{% endcall %}', /tag call/],
  ['an expression that does not end', '{{ a', /unexpected|end/],
  ['a comment that does not end', '{# a', /does not end/],
  ['a string that does not end', "{{ 'a }}", /unexpected/],
];

test.each(UNSAFE)('%s is refused', (_, template, reason) => {
  expect(reasons(template).join()).toMatch(reason);
});

test('a template that is allowed by its digest passes', () => {
  const template = '{{ lipsum() }}';
  expect(checkTemplate(template, [templateDigest(template)])).toEqual([]);
  expect(checkTemplate(`${template} `, [templateDigest(template)])).toHaveLength(1);
});
