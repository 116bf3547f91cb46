import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { contractOf } from './runtime/contract';
import { ServiceMonitoring } from '../../lib';
import { auditSignals, isIndexed } from '../../lib/detection/audit';
import { acceptanceAlerts } from '../../lib/detection/metrics/health-alerts';
import { RUNTIME_RULES } from '../../lib/detection/runtime';
import { newService } from '../inference/fixtures';
import { objectsOf } from '../support/objects-of';

const GUIDE = readFileSync(join(__dirname, '../../docs/detection.md'), 'utf8');

/** First and further cells of the rows of a table below a heading, and whether the first is code. */
function rowsBelow(heading: string): string[][] {
  const [section] = GUIDE.split(`## ${heading}\n`)[1].split('\n## ');
  return [...section.matchAll(/^\| `(.+?)` \|(.*)\|$/gm)].map(([, name, rest]) => [
    name,
    ...rest.split('|').map((cell) => cell.trim()),
  ]);
}

test('the guide lists every audit signal, its severity and how it is found', () => {
  expect(rowsBelow('Audit signals').map(([id, severity, , fields]) => [id, severity, fields])).toEqual(
    auditSignals().map((signal) => [signal.id, signal.severity, isIndexed(signal) ? 'index' : 'scan']),
  );
});

test('the guide lists every runtime rule, its severity and what sees it', () => {
  const contract = contractOf();
  const sensors = (rule: (typeof RUNTIME_RULES)[number]) => [
    'F',
    ...(rule.tetragon(contract).length > 0 ? ['T'] : []),
    ...(Object.keys(rule.securityCenter(contract)).length > 0 ? ['S'] : []),
  ];
  expect(rowsBelow('Runtime rules').map(([id, severity, , , seenBy]) => [id, severity, seenBy])).toEqual(
    RUNTIME_RULES.map((rule) => [rule.id, rule.severity, sensors(rule).join(' ')]),
  );
});

test('the guide lists every alert', () => {
  const service = newService();
  const monitoring = new ServiceMonitoring(Chart.of(service), 'Monitoring', { service });
  const groups = objectsOf(monitoring).find(({ kind }) => kind === 'PrometheusRule').spec.groups;
  const names = groups.flatMap(({ rules }: any) => rules.flatMap(({ alert }: any) => alert ?? []));
  const accepted = acceptanceAlerts([{ ruleId: 'a', constructPath: 'b', day: '2099-01-01' }]).map(({ name }) => name);
  expect(
    rowsBelow('Alerts')
      .map(([name]) => name)
      .sort(),
  ).toEqual([...names, ...accepted].sort());
});
