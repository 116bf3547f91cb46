import { StackJson } from '../../support/terraform/stack';

type Resource = Record<string, any>;

/** What checkov says against a stack, why it stays, and how the stack shows that the reason is true of a resource. */
export interface KnownConflict {
  readonly check: string;
  readonly reason: string;
  holds(stack: StackJson, name: string): boolean;
}

const all = (stack: StackJson, type: string): Resource[] => Object.values(stack.resource?.[type] ?? {});

const ofBucket = (stack: StackJson, type: string, name: string): Resource | undefined =>
  all(stack, type).find(({ bucket }) => bucket === `\${alicloud_oss_bucket.${name}.bucket}`);

const isLog = (stack: StackJson, name: string): boolean =>
  all(stack, 'alicloud_oss_bucket_logging').some(
    ({ target_bucket: target }) => target === `\${alicloud_oss_bucket.${name}.bucket}`,
  );

const isLocked = (stack: StackJson, name: string): boolean =>
  ['alicloud_oss_bucket_object_worm_configuration', 'alicloud_oss_bucket_worm'].some((type) =>
    all(stack, type).some(
      ({ bucket, bucket_name: name_ = bucket }) => name_ === `\${alicloud_oss_bucket.${name}.bucket}`,
    ),
  );

/** Checkov 3.3 often looks at arguments of the bucket that the provider has moved to resources of their own. */
export const CHECKOV: KnownConflict[] = [
  {
    check: 'CKV_ALI_10',
    reason: 'alicloud_oss_bucket_versioning switches versions on; a bucket with a retention policy cannot have them',
    holds: (stack, name) =>
      ofBucket(stack, 'alicloud_oss_bucket_versioning', name)?.status === 'Enabled' || isLocked(stack, name),
  },
  {
    check: 'CKV_ALI_11',
    reason: 'acceleration is one more endpoint on the Internet: readers are in the VPC of the bucket',
    holds: (stack, name) =>
      ofBucket(stack, 'alicloud_oss_bucket_public_access_block', name)?.block_public_access === true,
  },
  {
    check: 'CKV_ALI_12',
    reason: 'alicloud_oss_bucket_logging logs who reads; the bucket that has these logs has none of its own',
    holds: (stack, name) => ofBucket(stack, 'alicloud_oss_bucket_logging', name) !== undefined || isLog(stack, name),
  },
  {
    check: 'CKV_ALI_6',
    reason:
      'alicloud_oss_bucket_server_side_encryption encrypts models with a key of the account, and logs and evidence with that ' +
      'of OSS: they must stay readable where somebody took the key away',
    holds: (stack, name) => {
      const encryption = ofBucket(stack, 'alicloud_oss_bucket_server_side_encryption', name);
      const isWrittenByServices = isLog(stack, name) || isLocked(stack, name);
      return (
        encryption?.kms_master_key_id !== undefined || (isWrittenByServices && encryption?.sse_algorithm === 'AES256')
      );
    },
  },
  {
    check: 'CKV_ALI_27',
    reason: 'a key that signs is asymmetric, and KMS rotates symmetric keys only',
    holds: (stack, name) => stack.resource?.alicloud_kms_key?.[name].key_usage === 'SIGN/VERIFY',
  },
  {
    check: 'CKV_ALI_38',
    reason:
      'logs of databases are collected where there are some; those of clusters, buckets and the account always are',
    holds: (stack, name) => {
      const variables = (stack.resource?.alicloud_log_audit?.[name] as Resource).variable_map;
      return variables.k8s_audit_enabled === 'true' && variables.actiontrail_enabled === 'true';
    },
  },
];
