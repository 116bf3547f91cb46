/** What routine changes of a program do to what was applied; docs/ALICLOUD.md has the table that is made of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHANGES, PlatformChange, platformOf } from './routine-changes';
import { newStack, rendered } from './support';
import { changesBetween, Outcome } from '../support/terraform/changes';
import { StackJson } from '../support/terraform/stack';

/** What nobody gets back. */
const PRECIOUS =
  /^alicloud_(cr_ee_|log_project|log_store\b|oss_bucket\b|kms_key|cs_managed_kubernetes|service_mesh_service_mesh)/;

function applied(change: Partial<PlatformChange> = {}): StackJson {
  const stack = newStack();
  platformOf(stack, change);
  return JSON.parse(JSON.stringify(rendered(stack)));
}

const BEFORE = applied();

/** Types with what becomes of them, the rarest outcome first. */
function outcomesOf(change: Partial<PlatformChange>): Record<string, string[]> {
  const byOutcome: Record<string, Set<string>> = {};
  for (const [address, outcome] of changesBetween(BEFORE, applied(change))) {
    (byOutcome[outcome] ??= new Set()).add(address.split('.')[0]);
  }
  return Object.fromEntries(Object.entries(byOutcome).map(([outcome, types]) => [outcome, [...types].sort()]));
}

test.each(CHANGES)('$property: what is precious stays', ({ change }) => {
  const lost = [...changesBetween(BEFORE, applied(change))].filter(
    ([address, outcome]) => PRECIOUS.test(address) && ['replaced', 'deleted'].includes(outcome),
  );
  expect(lost).toEqual([]);
});

test.each(CHANGES.filter(({ keepsNodes }) => keepsNodes))('$property: nodes and roles stay', ({ change }) => {
  const lost = [...changesBetween(BEFORE, applied(change))].filter(
    ([address, outcome]) =>
      /node_pool|ram_role|trail|security_group\./.test(address) && outcome !== 'updated' && outcome !== 'created',
  );
  expect(lost).toEqual([]);
});

test('another name of bucket, registry or KMS instance is refused', () => {
  for (const change of [{ bucket: 'other-models' }, { registry: 'other' }, { kmsInstanceId: 'kst-other' }]) {
    expect(Object.keys(outcomesOf(change))).toContain('refused' satisfies Outcome);
  }
});

test('zones in another order change nothing but lists', () => {
  expect(outcomesOf({ zones: ['cn-hangzhou-i', 'cn-hangzhou-h', 'cn-hangzhou-k'] })).toEqual({
    updated: expect.not.arrayContaining(['alicloud_vswitch']),
  });
});

test('the table in the guide is what the changes do', () => {
  const row = (property: string, change: Partial<PlatformChange>) => {
    const outcomes = outcomesOf(change);
    const cell = (outcome: Outcome) =>
      (outcomes[outcome] ?? []).map((type) => type.replace('alicloud_', '')).join(', ');
    return `| ${property} | ${cell('updated')} | ${cell('created')} | ${cell('replaced')} | ${cell('deleted')} | ${cell('refused')} |`;
  };
  const table = CHANGES.map(({ property, change }) => row(property, change)).join('\n');
  if (process.env.UPDATE_CHANGES) {
    process.stdout.write(`${table}\n`);
  }
  expect(readFileSync(join(__dirname, '../../docs/ALICLOUD.md'), 'utf8')).toContain(table);
});
