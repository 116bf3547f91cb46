/** docs/COVERAGE.md is what its data say, and every construct, rule, test and judge that it names exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../../lib';
import { RULES } from '../../lib/guardrails/rules';
import { ASKS } from '../../projenrc/docs/best-practices';
import { coveragePage } from '../../projenrc/docs/coverage-page';

const ROOT = join(__dirname, '../..');
const ids = RULES.map(({ id }) => id);

test('docs/COVERAGE.md is what `npm run rules-page` writes', () => {
  expect(readFileSync(join(ROOT, 'docs/COVERAGE.md'), 'utf8')).toBe(coveragePage(ASKS));
});

function exported(name: string): unknown {
  return name.split('.').reduce<any>((value, part) => value?.[part], library);
}

test.each(ASKS.map((ask) => [ask.ask, ask] as const))(
  '%s',
  (_, { constructs, rules, tests, judges, verdict, residual }) => {
    expect(constructs.filter((name) => typeof exported(name) !== 'function')).toEqual([]);
    expect(rules.filter((id) => !ids.includes(id))).toEqual([]);
    const files = [...tests.map((path) => `test/${path}`), ...judges.map((path) => `test/judges/${path}`)];
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(verdict === 'not met' || (constructs.length + rules.length > 0 && files.length > 0)).toBe(true);
    expect(residual.length).toBeGreaterThan(10);
  },
);

test('no ask stands twice, and what is said to be met is tested by software of others or by a test of its own', () => {
  expect(new Set(ASKS.map(({ ask }) => ask)).size).toBe(ASKS.length);
  expect(ASKS.filter(({ verdict, judges, tests }) => verdict === 'met' && judges.length + tests.length < 2)).toEqual(
    [],
  );
});
