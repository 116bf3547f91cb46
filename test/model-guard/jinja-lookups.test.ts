import { COMPUTED } from './hostile-templates';
import { checkTemplate } from '../../lib/model-guard/content/jinja';

const reasons = (template: string) => checkTemplate(template, []).map(({ reason }) => reason);

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

test.each(['{%raw%}', '{#', '{{', "{{'", '{{(', '{{[', '{% if ', '{{ a.b|', '{{ {', '{{1', '{{-0'])(
  'a megabyte of %s is read in a time that grows with its length',
  (part) => {
    expect(reasons(part.repeat(Math.floor(1_000_000 / part.length)))).not.toEqual([]);
  },
);
