import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/** Arguments that the cloud tells resources of a type apart by: all of them together, and none where one per account. */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  alicloud_actiontrail_trail: ['trail_name'],
  alicloud_cr_ee_instance: ['instance_name'],
  alicloud_kms_alias: ['alias_name'],
  alicloud_log_project: ['project_name'],
  alicloud_log_store: ['project_name', 'logstore_name'],
  alicloud_oss_account_public_access_block: [],
  alicloud_oss_bucket: ['bucket'],
  alicloud_ram_policy: ['policy_name'],
  alicloud_ram_role: ['role_name'],
  alicloud_threat_detection_client_file_protect: ['rule_name'],
  alicloud_threat_detection_instance: [],
};

/** Who runs a stack, and where: other accounts and regions have names of their own. */
interface Surroundings {
  readonly region?: unknown;
  readonly account?: unknown;
}

/** Where each identity of a program is made. */
type Makers = Map<string, Set<string>>;

/**
 * Errors where a stack makes what it, or another stack of its app for the same account and region, makes already: the
 * second apply would fail, or take over what is not its own.
 */
export function repeatedIdentities(stack: TerraformStack): string[] {
  const stacks = stack.node.root.node.findAll().filter((each): each is TerraformStack => TerraformStack.isStack(each));
  const own = surroundingsOf(stack);
  const makers: Makers = new Map();
  const jsons = stacks
    .filter((each) => each === stack || JSON.stringify(surroundingsOf(each)) === JSON.stringify(own))
    .map((each) => [each, each.toTerraform()] as const);
  for (const [each, json] of jsons) {
    note(each, json, makers);
  }
  return [...makers]
    .filter(([, paths]) => paths.size > 1 && [...paths].some((path) => path.startsWith(`${stack.node.path}/`)))
    .map(
      ([identity, paths]) =>
        `${[...paths].sort().join(' and ')} make ${identity}, which there is one of: give another name, ` +
        'resourcePrefix or key to one of them, or make it once and hand it on',
    );
}

function note(
  stack: IConstruct,
  { resource = {} }: { resource?: Record<string, Record<string, any>> },
  makers: Makers,
) {
  for (const [type, names] of Object.entries(IDENTITIES)) {
    for (const body of Object.values(resource[type] ?? {})) {
      const values = names.map((name) => body[name]);
      if (values.every((value) => typeof value === 'string')) {
        const identity = [type, ...values].join(' ');
        const paths = makers.get(identity) ?? new Set<string>();
        makers.set(identity, paths.add(body['//']?.metadata?.path ?? stack.node.path));
      }
    }
  }
}

function surroundingsOf(stack: TerraformStack): Surroundings {
  const [provider] = (stack.toTerraform().provider?.alicloud ?? []) as Record<string, any>[];
  return { region: provider?.region, account: provider?.assume_role?.role_arn ?? provider?.assume_role };
}
