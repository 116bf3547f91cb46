import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTS as AUDITED } from '../judges/cluster/audit/acts';
import { ACTS as DRIFTED } from '../judges/cluster/live/acts';

const PAGE = readFileSync(join(__dirname, '../../docs/ACTS.md'), 'utf8');

/** First cells and the code in second cells of the table below a heading. */
function rowsBelow(heading: string): [string, string[]][] {
  const [section] = PAGE.split(`## ${heading}\n`)[1].split('\n## ');
  return [...section.matchAll(/^\| (?!act |---)(.+?) \| (.*) \|$/gm)].map(([, act, cell]) => [
    act,
    [...cell.matchAll(/`([^`]+)`/g)].map(([, id]) => id),
  ]);
}

test('the page lists every act on the audit log, and what it fires', () => {
  expect(rowsBelow('Audit signals')).toEqual(AUDITED.map(({ name, signals }) => [name, [...signals]]));
});

test('the page lists every act on what was synthesized, and what is found', () => {
  const found = DRIFTED.map((act) => [act.name, act.found.map((one) => one.split(' ')[0])]);
  expect(rowsBelow('Live verification')).toEqual(found);
});
