import { meant } from './addresses';
import { isOpaque } from './reference-names';
import { addressOf, Fields, isMap, TerraformResource } from './resource';
import { Unknown } from './unknown';

/** How resources of one type are about one of another: by an argument, or, without one, about all in the account. */
interface Relation {
  readonly from: string;
  /** Path of the argument, through blocks. */
  readonly path?: string;
  readonly to: string;
}

/** Arguments that hold a bucket, beside `bucket` of the resources that say one thing about it. */
const OF_BUCKETS = [
  ...['acl', 'cors', 'https_config', 'logging', 'policy', 'public_access_block', 'server_side_encryption'],
  ...['versioning', 'worm', 'overwrite_config', 'website'],
].map((part) => ({ from: `alicloud_oss_bucket_${part}`, path: 'bucket' }));

/** Source: documentation of the resources, aliyun/alicloud 1.289.0. */
export const RELATIONS: readonly Relation[] = [
  ...[
    ...OF_BUCKETS,
    { from: 'alicloud_oss_bucket_object_worm_configuration', path: 'bucket_name' },
    { from: 'alicloud_oss_bucket_logging', path: 'target_bucket' },
    { from: 'alicloud_sls_oss_export_sink', path: 'configuration.sink.bucket' },
    { from: 'alicloud_actiontrail_trail', path: 'oss_bucket_name' },
    { from: 'alicloud_oss_account_public_access_block' },
    { from: 'alicloud_log_audit' },
  ].map((relation) => ({ ...relation, to: 'alicloud_oss_bucket' })),
  { from: 'alicloud_cr_chain', path: 'instance_id', to: 'alicloud_cr_ee_instance' },
  { from: 'alicloud_cr_scan_rule', path: 'instance_id', to: 'alicloud_cr_ee_instance' },
  { from: 'alicloud_cs_kubernetes_addon', path: 'cluster_id', to: 'alicloud_cs_managed_kubernetes' },
];

/** Arguments by which others name a resource. */
const IDENTIFIERS = ['id', 'bucket'];

/** By type and path, such as `alicloud_oss_bucket_logging.target_bucket`, what is about a resource. */
export type Related = Record<string, unknown[]>;

/**
 * What is about each resource, by value and by reference. What refers to something that only Terraform can work out may be
 * about any of them, so that it is among the related ones of all as a value that nobody knows.
 */
export function relatedOf(
  resources: readonly TerraformResource[],
  judged: ReadonlyMap<TerraformResource, Fields>,
): Map<TerraformResource, Related> {
  const related = new Map<TerraformResource, Related>(resources.map((resource) => [resource, {}]));
  const byType = new Map<string, TerraformResource[]>();
  resources.forEach((each) => byType.set(each.type, [...(byType.get(each.type) ?? []), each]));
  for (const relation of RELATIONS) {
    const key = relation.path === undefined ? relation.from : `${relation.from}.${relation.path}`;
    const targets = byType.get(relation.to) ?? [];
    for (const from of targets.length > 0 ? (byType.get(relation.from) ?? []) : []) {
      const { items, isSure } = targetsOf(from, relation, targets);
      for (const target of items) {
        (related.get(target)![key] ??= []).push(isSure ? judged.get(from) : new Unknown(key));
      }
    }
  }
  return related;
}

interface Targets {
  readonly items: readonly TerraformResource[];
  readonly isSure: boolean;
}

function targetsOf(from: TerraformResource, { path }: Relation, targets: readonly TerraformResource[]): Targets {
  if (path === undefined) {
    return { items: targets, isSure: true };
  }
  const values = valuesAt(from.arguments, path.split('.'));
  const equal = targets.filter((target) => values.some((value) => isNamed(value, from, target)));
  if (equal.length > 0 || values.every(isLiteral)) {
    return { items: equal, isSure: true };
  }
  const references = from.references?.[path.split('.')[0]] ?? [];
  const addressed = targets.map((item) => ({ address: addressOf(item), item }));
  const referred = meant(references, addressOf(from), addressed);
  const isUnclear = references.length === 0 || references.some(isOpaque);
  return referred.items.length === 0 && isUnclear ? { items: targets, isSure: false } : referred;
}

function isLiteral(value: unknown): boolean {
  return typeof value === 'string' && !value.includes('${');
}

/** Whether a value is what a resource is called: the same text, or the same expression where it means the same. */
function isNamed(value: unknown, from: TerraformResource, target: TerraformResource): boolean {
  const text = textOf(value);
  const isRepeated = /\b(each|count)\./.test(text ?? '');
  const isSameLoop = JSON.stringify(from.arguments.for_each) === JSON.stringify(target.arguments.for_each);
  return (
    text !== undefined &&
    (!isRepeated || isSameLoop) &&
    IDENTIFIERS.some((identifier) => textOf(target.arguments[identifier]) === text)
  );
}

function textOf(value: unknown): string | undefined {
  if (value instanceof Unknown) {
    return value.text.startsWith('${') ? value.text : undefined;
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) =>
      valuesAt(
        item,
        [name, ...rest].filter((each) => each !== undefined),
      ),
    );
  }
  if (name === undefined) {
    return value === undefined || value === null ? [] : [value];
  }
  return isMap(value) ? valuesAt(value[name], rest) : [];
}
