import { createHash } from 'node:crypto';
import { CONFIG_MAP, pod, reportOf } from './fixtures';
import { RunResult } from '../../../lib/guardrails/report/build';
import { html } from '../../../lib/guardrails/report/html/page';
import { EvidenceStatement } from '../../../lib/guardrails/report/statement';

const page = (...args: Parameters<typeof reportOf>) => [...html(reportOf(...args))].join('');
const textOf = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;])/g, '$1');

const EVIDENCE: EvidenceStatement = {
  digest: 'a'.repeat(64),
  files: { 'k8s/app.yaml': 'b'.repeat(64) },
  detections: [],
  stated: [],
  differences: [],
};

test('runs its own script and has its own style only, and loads nothing', () => {
  const text = page([pod('bare')]);
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(text)![1];
  const inline = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(text)![1];
  for (const name of ['script', 'style']) {
    const digest = createHash('sha256').update(inline(name)).digest('base64');
    expect(policy).toContain(`${name}-src &apos;sha256-${digest}&apos;`);
  }
  expect(policy).toMatch(/^default-src &apos;none&apos;;/);
  const outside = text.replace(/<(script|style)>.*?<\/\1>/gs, '');
  expect(
    outside.match(/\s(src|style|on\w+|srcset|action)=|<(link|script|img|iframe|object)\b|href="(?!#)/i),
  ).toBeNull();
});

test('names cannot leave their place', () => {
  const hostile = '</code></script><script>alert(1)</script><a href="x">\u202E';
  const text = page([pod(hostile, { containers: [{ name: hostile, image: hostile }] })], {
    files: [hostile],
    warnings: [hostile],
    problems: [{ file: hostile, line: 1, column: 1, message: hostile }],
    acknowledgedRisks: [{ ruleId: hostile, reason: hostile, constructPath: hostile, finding: hostile, findings: 1 }],
    evidence: {
      ...EVIDENCE,
      files: { [hostile]: hostile },
      differences: [hostile],
      stated: [{ object: hostile, risk: hostile, manualStep: hostile }],
      detections: [{ object: hostile, rules: [hostile], judges: [hostile] }],
    },
  });
  expect(text).not.toContain('<script>alert');
  expect(text).not.toContain('<a href="x"');
  expect(text).not.toContain('\u202E');
  expect(text.match(/<\/script>/g)).toHaveLength(1);
});

describe('verdict', () => {
  const verdict = (...args: Parameters<typeof reportOf>) =>
    textOf(/<p class="verdict \w+">.*?<\/p>/s.exec(page(...args))![0]).trim();
  const problem = { file: 'x', line: 1, column: 1, message: 'no YAML' };
  const cases: [string, Partial<RunResult>, string][] = [
    ['nothing open', {}, 'Passed. Nothing of severity medium or above is open.'],
    ['a document that was not read', { problems: [problem] }, 'Failed. 1 document could not be read.'],
    ['evidence that fits', { evidence: EVIDENCE }, 'Passed. Nothing of severity medium or above is open.'],
    [
      'evidence that does not fit',
      { evidence: { ...EVIDENCE, differences: ['file is missing'] } },
      'Failed. files differ from their evidence.',
    ],
  ];
  test.each(cases)('with %s', (_, instead, text) => {
    expect(verdict([CONFIG_MAP], instead)).toBe(text);
  });

  test('with open findings', () => {
    expect(verdict([pod('bare')])).toMatch(/^Failed\. \d+ open findings of severity medium or above\.$/);
  });
});

test('findings of a rule are together, the worst first, with all places', () => {
  const text = page([pod('one'), pod('two')]);
  const [first] = text.split('<article').slice(1);
  expect(first).toContain('data-severity="critical"');
  expect(textOf(first)).toMatch(/SAI-\w+-\d+ .* 2 places .*Pod\/one in team.*Pod\/two in team/);
});

test('decisions are shown with who decided what, until when', () => {
  const risk = {
    ruleId: 'SAI-IMG-007',
    reason: 'signed by another team',
    reference: 'SEC-1',
    constructPath: 'llm/Qwen',
    findings: 1,
  };
  const at = (expires: string) => {
    process.env.SOURCE_DATE_EPOCH = String(Date.UTC(2026, 0, 30, 23, 59) / 1000);
    const text = page([CONFIG_MAP], { acknowledgedRisks: [{ ...risk, expires }] });
    delete process.env.SOURCE_DATE_EPOCH;
    return textOf(text);
  };
  expect(at('2026-01-31')).toContain('signed by another team SEC-1 llm/Qwen 2026-01-31 2 days left 1');
  expect(at('2026-01-30')).toContain('1 day left');
  expect(at('2026-01-29')).toContain('expired');
  expect(textOf(page([CONFIG_MAP]))).toContain('No risk was accepted.');
});

test('who reaches whom is drawn, listed and compared', () => {
  const edge = { source: 'gateway/llm', target: 'Pod team/bare', port: '80/TCP', methods: 'GET', paths: '/' };
  const text = page([pod('bare')], { earlier: { generatedAt: '2026-01-01T00:00:00.000Z', edges: [edge] } });
  expect(text).toContain('<svg class="graph"');
  const changes = textOf(text.slice(text.indexOf('Changes since')));
  expect(changes).toContain('Changes since 2026-01-01 00:00 UTC');
  expect(changes).toContain('2 connections more, 1 fewer.');
  expect(changes).toContain('gateway/llm Pod team/bare 80/TCP GET / gone');
});

test('what is in a folder is named by the folder', () => {
  const subject = (files: string[]) => textOf(/<p class="subject">.*?<\/p>/s.exec(page([], { files }))![0]).trim();
  expect(subject(['out/a/x.yaml', 'out/b/y.yaml'])).toBe('out, 2 files');
  expect(subject(['/x.yaml', 'y.yaml'])).toBe('2 files');
  expect(subject(['-'])).toBe('-');
  expect(subject([`${'long/'.repeat(40)}x.yaml`])).toHaveLength(61);
});

test('a page stays small enough to be read, and says what it leaves out', () => {
  const many = reportOf([pod('bare')]);
  const [finding] = many.findings;
  const text = [...html({ ...many, findings: Array.from({ length: 20_100 }, () => finding) })].join('');
  expect(text.match(/<li>\n<code>Pod/g)).toHaveLength(20_000);
  expect(textOf(text)).toContain('100 more findings of lower severity: see the report as JSON.');
});
