import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../lib/guardrails/rules';
import { MLPS_CLAUSES, MLPS_NOT_SHOWN, mlpsOf } from '../../../lib/guardrails/rules/mlps';

const ids = RULES.map(({ id }) => id.replace('SAI-', ''));

test('every entry is an area or a rule that exists', () => {
  const known = new Set([...ids, ...ids.map((id) => id.split('-')[0])]);
  expect(MLPS_CLAUSES.flatMap(({ rules }) => rules).filter((entry) => !known.has(entry))).toEqual([]);
});

test('a rule has the clauses of its area and of its id', () => {
  expect(mlpsOf('SAI-CLU-002')).toEqual(['8.1.2.1', '8.1.4.3', '8.1.4.8', '8.1.10.7']);
  expect(RULES.find(({ id }) => id === 'SAI-CLU-002')!.frameworks.mlps).toEqual(mlpsOf('SAI-CLU-002'));
});

test('clauses of other levels, and those that nothing here shows, are not named', () => {
  const clauses = MLPS_CLAUSES.map(({ clause }) => clause);
  expect(clauses.filter((clause) => !/^8\.1\.(2|3|4|5|10)\.\d+$/.test(clause))).toEqual([]);
  expect(clauses).not.toEqual(expect.arrayContaining(['8.1.2.3', '8.1.3.6', '8.1.4.6']));
});

test('the table in the guide is that of the clauses', () => {
  const rows = MLPS_CLAUSES.map(({ clause, subject, rules }) => `| ${clause} | ${subject} | ${rules.join(', ')} |`);
  const guide = readFileSync(join(__dirname, '../../../docs/REPORT.md'), 'utf8');
  if (process.env.UPDATE_MLPS) {
    process.stdout.write(`${rows.join('\n')}\n`);
  }
  expect(guide).toContain(rows.join('\n'));
  expect(guide).toContain(MLPS_NOT_SHOWN);
});
