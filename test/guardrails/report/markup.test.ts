import * as fc from 'fast-check';
import { html } from '../../../lib/guardrails/report/html/markup';
import { fuzzing } from '../../support/fuzzing';

test('what is put in is text, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const [, inside] = /^<p title="(.*)">/s.exec(html`<p title="${text}"></p>`.text)!;
      return !/[<>"'\0]|&(?!(amp|lt|gt|quot|apos);)/.test(inside);
    }),
    fuzzing(500),
  );
});

test.each([
  ['</script><script>alert(1)</script>', '&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
  [`" onload='x'`, '&quot; onload=&apos;x&apos;'],
  ['&lt;', '&amp;lt;'],
  ['a\u202Egnp.exe', 'a[U+202E]gnp.exe'],
  ['zero\u200Bwidth', 'zero[U+200B]width'],
  ['bell\u0007', 'bell\uFFFD'],
  ['שלום', 'שלום'],
])('%j is written as %s', (text, written) => {
  expect(html`${text}`.text).toBe(written);
});

test('pieces are put together, lists are joined, and nothing is written for undefined', () => {
  const items = ['a', 'b'].map((item) => html`<b>${item}</b>`);
  expect(html`${items}${undefined}${0}`.text).toBe('<b>a</b><b>b</b>0');
});
