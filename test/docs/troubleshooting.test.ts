/** docs/TROUBLESHOOTING.md: every text that is quoted of the library is one that its code writes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync('docs/TROUBLESHOOTING.md', 'utf8');
const code = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('alicloud/provider'))
  .map((file) => readFileSync(join('lib', file), 'utf8'))
  .join('\n');

/** First cells of a section's rows: the texts in backticks. */
function textsIn(title: string): string[] {
  const [, section] = page.split(`## ${title}\n`);
  const rows = section.split(/^## /m)[0].matchAll(/^\| (`.*?`)[^|]* \|/gm);
  return [...rows].map(([, text]) => text.slice(1, -1));
}

const OWN = [...textsIn('Synthesis'), ...textsIn('`check`')];

test('the page quotes messages', () => {
  expect(OWN.length).toBeGreaterThan(15);
  expect(textsIn('Kubernetes and ACK').length).toBeGreaterThan(10);
});

test.each(OWN)('%s is written by the library', (text) => {
  const parts = text.split('…').map((part) => part.trim());
  expect(parts.filter((part) => !code.includes(part))).toEqual([]);
  expect(parts.join('').length).toBeGreaterThan(8);
});

test('API that the page names exists', () => {
  const calls = [...page.matchAll(/`(?:guardrails\.)?([A-Z]\w+)\.(\w+)\(/g)].map(([, type, method]) => [type, method]);
  expect(calls.length).toBeGreaterThan(0);
  for (const [type, method] of calls) {
    expect(code).toMatch(new RegExp(`class ${type}\\b`));
    expect(code).toMatch(new RegExp(`static (async )?${method}\\(`));
  }
});
