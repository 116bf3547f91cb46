/** What checkov knows of Alibaba Cloud, held against every stack that an example writes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { CHECKOV } from './known-conflicts';
import { StackJson } from '../../support/terraform/stack';
import { OUT, stackFiles } from '../cluster/example-output';
import { checkov, installCheckov } from '../support/checkov';
import { judge, PYTHON } from '../support/judge';

const root = mkdtempSync(join(tmpdir(), 'checkov-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Findings of a stack, without `import` blocks, which checkov cannot parse in JSON: the check, and the name of the resource. */
function findings(file: string): [check: string, name: string][] {
  const { import: _imports, ...stack } = JSON.parse(readFileSync(file, 'utf8'));
  const readable = join(mkdtempSync(join(root, 'stack-')), 'cdk.tf.json');
  writeFileSync(readable, JSON.stringify(stack, undefined, 2));
  const { results, summary } = checkov('terraform_json', [readable]);
  expect(summary).toMatchObject({ parsing_errors: 0 });
  expect(summary.passed + results.failed_checks.length).toBeGreaterThan(0);
  return results.failed_checks.map(({ check_id: check, resource }) => [check, resource.split('.').pop()!]);
}

judge('checkov of the cloud half', [PYTHON], () => {
  const seen = new Set<string>();

  beforeAll(installCheckov);

  const stacks = stackFiles().map((file) => [relative(OUT, file), file]);

  test.each(stacks)('%s has no finding that is not explained', (_, file) => {
    const stack: StackJson = JSON.parse(readFileSync(file, 'utf8'));
    const open = findings(file).filter(([check, name]) => {
      seen.add(check);
      return !CHECKOV.some((known) => known.check === check && known.holds(stack, name));
    });
    expect(open).toEqual([]);
  });

  test('every explanation is still needed', () => {
    expect(CHECKOV.filter(({ check }) => !seen.has(check))).toEqual([]);
  });

  test('checkov sees what is wrong in a stack, and an explanation that is not true of it does not help', () => {
    const open: StackJson = {
      resource: {
        alicloud_oss_bucket: { models: { bucket: 'acme-models', acl: 'public-read' } },
        alicloud_kms_key: { data: { key_usage: 'ENCRYPT/DECRYPT' } },
        alicloud_security_group_rule: {
          ssh: { type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', cidr_ip: '0.0.0.0/0' },
        },
      },
    };
    const file = join(root, 'cdk.tf.json');
    writeFileSync(file, JSON.stringify(open));
    const found = findings(file);
    expect(found).toEqual(
      expect.arrayContaining([
        ['CKV_ALI_1', 'models'],
        ['CKV_ALI_2', 'ssh'],
        ['CKV_ALI_10', 'models'],
        ['CKV_ALI_27', 'data'],
      ]),
    );
    const explained = ([check, name]: [string, string]) =>
      CHECKOV.some((known) => known.check === check && known.holds(open, name));
    expect(found.filter(explained)).toEqual([]);
  });
});
