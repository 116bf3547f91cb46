import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Manifest } from '../../lib/objects/manifest';
import { groupOf } from '../../lib/objects/pods';
import { CONTROLLERS } from '../../lib/preflight/controllers';
import { filesBelow } from '../support/golden';

const GOLDEN = join(__dirname, '../golden');
const GUIDE = readFileSync(join(__dirname, '../../docs/PREFLIGHT.md'), 'utf8');

test('the guide lists who brings which kinds', () => {
  const rows = Object.entries(CONTROLLERS).map(
    ([group, { name, install }]) => `| \`${group}\` | ${name} | ${install} |`,
  );
  expect(GUIDE.trimEnd().split('\n').slice(-rows.length)).toEqual(rows);
});

test('every group that examples write is one of Kubernetes, or has a controller', () => {
  const files = filesBelow(GOLDEN).filter((file) => file.includes('/k8s/') && file.endsWith('.yaml'));
  const objects = files.map((file) => parse(readFileSync(join(GOLDEN, file), 'utf8')) as Manifest);
  const groups = new Set(objects.map(groupOf));
  const own = /^$|^(apps|batch|autoscaling|policy)$|\.k8s\.io$/;
  const unknown = [...groups].filter((group) => CONTROLLERS[group] === undefined && !own.test(group));
  expect(unknown).toEqual([]);
});
