import { checkTemplate } from '../../lib/model-guard/content/jinja';

const reasons = (template: string) => checkTemplate(template, []).map(({ reason }) => reason);
const OBJECT = 'x';

const COMPUTED: [what: string, template: string][] = [
  ['joined parts', `{{ ${OBJECT}['_'~'_globals_'~'_'].os.environ }}`],
  ['a method of a module', `{{ ${OBJECT}['_'~'_globals_'~'_'].os.replace('a','b') }}`],
  ['strings beside each other', `{{ ${OBJECT}['_' '_globals_' '_'] }}`],
  ['a sum', `{{ ${OBJECT}['_' + '_class_' + '_'] }}`],
  ['a product', `{{ ${OBJECT}[('_'*2)~'globals'~('_'*2)] }}`],
  ['a format', `{{ ${OBJECT}['%s%sclass' % ('_', '_')] }}`],
  ['a replacement', `{{ ${OBJECT}['_X_globals_X_'.replace('X','')] }}`],
  ['joined letters', `{{ ${OBJECT}[['_','_class_','_']|join] }}`],
  ['a reversed text', `{{ ${OBJECT}['emarf_ig'|reverse] }}`],
  ['a part of a text', `{{ ${OBJECT}['xgi_framex'[1:-1]] }}`],
  ['lower case', `{{ ${OBJECT}['GI_FRAME'.lower()] }}`],
  ['a variable', `{% set k = '_'~'_class_'~'_' %}{{ ${OBJECT}[k] }}`],
  ['two variables', `{% set a = '_'~'_class' %}{% set k = a %}{{ ${OBJECT}[k] }}`],
  ['a variable of a loop', `{% for k in ['_'~'_class_'~'_'] %}{{ ${OBJECT}[k] }}{% endfor %}`],
  ['a block', `{% set k %}_{{ '_class_' }}_{% endset %}{{ ${OBJECT}[k] }}`],
  ['a member of a namespace', `{% set n = namespace(k='_'~'_class_') %}{{ ${OBJECT}[n.k] }}`],
  ['a member that is set', `{% set n = namespace() %}{% set n.k = '_'~'_class_' %}{{ ${OBJECT}[n.k] }}`],
  ['a list', `{% set l = [] %}{% set _ = l.append('_'~'_class_') %}{{ ${OBJECT}[l[0]] }}`],
  ['a parameter', `{% macro m(k) %}{{ ${OBJECT}[k] }}{% endmacro %}{{ m('_'~'_class_') }}`],
  ['a macro', `{% macro m() %}_{% endmacro %}{{ ${OBJECT}[m()] }}`],
  ['a date', `{{ ${OBJECT}[strftime_now('_')] }}`],
  ['the attribute of map', `{{ [${OBJECT}]|map(attribute='_'~'_class_') }}`],
  ['the attribute of map by a variable', `{{ [${OBJECT}]|map(attribute=k) }}`],
  ['the attribute of sort', `{{ [${OBJECT}]|sort(false, false, k) }}`],
  ['the attribute of sum', `{{ [${OBJECT}]|sum(k) }}`],
  ['the attribute of join', `{{ [${OBJECT}]|join('', k) }}`],
  ['the attribute of selectattr', `{{ [${OBJECT}]|selectattr(k)|list }}`],
  ['spread arguments', `{{ [${OBJECT}]|map(**{'attribute': 'a'}) }}`],
  ['lipsum', `{{ lipsum['a'] }}`],
  ['cycler as a value', '{% set f = cycler %}'],
  ['self', '{{ self }}'],
  ['a function that is not called', `{{ raise_exception['a'] }}`],
  ['the class of dictionaries', '{{ dict.mro }}'],
  ['the loop as a value', `{% for a in b %}{{ loop['a'] }}{% endfor %}`],
];

test.each(COMPUTED)('a lookup by %s is refused', (_, template) => {
  expect(reasons(template)).not.toEqual([]);
});

const PLAIN: [what: string, template: string][] = [
  ['texts and numbers', "{{ m['role'] }}{{ m[0] }}{{ m[-1] }}{{ m[1:]['a'] }}"],
  ['positions', '{% for i in range(1, m|length) %}{{ m[i] }}{{ m[i - 1] }}{{ m[loop.index0 + 1] }}{% endfor %}'],
  ['the last one', '{{ m[m|length - 1] }}{% set last = m|length - 1 %}{{ m[last] }}'],
  ['keys of what it is given', '{% for k, v in d.items() %}{{ e[k] }}{{ d[v.name] }}{% endfor %}'],
  ['counters', '{% set s = namespace(i=0, t="") %}{% set s.i = s.i + 1 %}{% set s.t = s.t + "x" %}{{ m[s.i] }}'],
  ['parts of names', "{% set n = f.name.split('.')[0] %}{% set l = l + [n] %}{{ d[n] }}"],
  ['names of functions as parameters', "{% macro m(f, namespace='x') %}{{ namespace }}{% endmacro %}{{ m(1) }}"],
  ['rfind', "{{ m.content.rfind('</think>') }}"],
  ['a format that stands there', "{{ 'call_{}_{:02d}'.format(i, j) }}"],
];

test.each(PLAIN)('a lookup by %s passes', (_, template) => {
  expect(reasons(template)).toEqual([]);
});

test.each(["{{ '{0.a}'.format(x) }}", "{{ '{a[b]}'.format(a=x) }}", '{{ t.format(x) }}', "{{ '{:{0.a}}'.format(x) }}"])(
  '%s is refused',
  (template) => {
    expect(reasons(template).join()).toMatch(/calls method format/);
  },
);

test.each(['{%raw%}', '{#', '{{', "{{'", '{{(', '{{[', '{% if ', '{{ a.b|', '{{ {'])(
  'a megabyte of %s is read in a time that grows with its length',
  (part) => {
    expect(reasons(part.repeat(Math.floor(1_000_000 / part.length)))).not.toEqual([]);
  },
);
