import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRIFT_KINDS } from '../../lib/drift/drift-kinds';
import { VerifyMetrics } from '../../lib/drift/metrics';

const GUIDE = readFileSync(join(__dirname, '../../docs/VERIFY.md'), 'utf8');

test('the guide lists every kind of drift, its severity and what it means', () => {
  const rows = [...GUIDE.matchAll(/^\| `([a-z-]+)` \| (\w+) \| (.+) \|$/gm)].map(([, ...cells]) => cells);
  expect(rows).toEqual(Object.entries(DRIFT_KINDS).map(([id, { severity, title }]) => [id, severity, title]));
});

test('the guide names every metric', async () => {
  const names = [...(await new VerifyMetrics().text()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
  const told = (name: string) =>
    GUIDE.includes(name) || GUIDE.includes(`\`${name.replace('ack_secure_inference_verify', '')}\``);
  expect(names.filter((name) => !told(name))).toEqual([]);
});
