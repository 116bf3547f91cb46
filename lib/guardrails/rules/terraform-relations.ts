/** Parts of CEL texts about what other resources say of one. */

/** The resources that are about this one, by type and argument: `related('alicloud_oss_bucket_versioning.bucket')`. */
export function related(key: string): string {
  return `resource.related[?'${key}'].orValue([])`;
}

/** Whether a resource is about this one. One that may be about another is not known: `size()` would count it. */
export function hasRelated(key: string): string {
  return `${related(key)}.exists(each, each.typeName != '')`;
}

/** Whether a bucket is where logs are written to. */
export const TAKES_LOGS = `(
      ${hasRelated('alicloud_oss_bucket_logging.target_bucket')}
      || ${hasRelated('alicloud_sls_oss_export_sink.configuration.sink.bucket')}
      || ${hasRelated('alicloud_actiontrail_trail.oss_bucket_name')}
    )`;
