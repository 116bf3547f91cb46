import { Construct } from 'constructs';
import { AuditSource } from './audit-alerts';
import { jsonDocument } from './json-document';
import { ramRole, RolePolicy } from './ram';
import { internalOssEndpoint } from '../../private/oss-endpoint';
import { OssBucket } from '../provider/oss-bucket';
import { RamRole } from '../provider/ram-role';
import { SlsOssExportSink } from '../provider/sls-oss-export-sink';

/** The role with which Simple Log Service reads one store and writes to one directory. */
function exportRole(scope: Construct, name: string, { region, project, store }: AuditSource, bucket: string): RamRole {
  const role = ramRole(scope, 'ExportRole', {
    name,
    description: `Copies ${store} of ${project} to the bucket ${bucket}`,
    trust: [{ Principal: { Service: ['log.aliyuncs.com'] } }],
  });
  new RolePolicy(scope, 'ExportPolicy', role, name).allow([
    {
      actions: ['log:GetCursorOrData', 'log:ListShards'],
      resources: [`acs:log:${region}:*:project/${project}/logstore/${store}`],
    },
    { actions: ['oss:PutObject'], resources: [`acs:oss:*:*:${bucket}/audit/*`] },
  ]);
  return role;
}

/** Copies a store to a bucket for as long as it exists, from its first event on. */
export function exportToBucket(scope: Construct, roleName: string, source: AuditSource, bucket: OssBucket): RamRole {
  const role = exportRole(scope, roleName, source, bucket.bucketInput!);
  new SlsOssExportSink(scope, 'Export', {
    project: source.project,
    jobName: 'audit-evidence',
    displayName: 'Audit log as evidence',
    description: 'To a bucket in which nobody can change or delete it',
    configuration: {
      logstore: source.store,
      roleArn: role.arn,
      // From the first event, and without an end.
      fromTime: 1,
      toTime: 0,
      sink: {
        bucket: bucket.bucket,
        roleArn: role.arn,
        endpoint: internalOssEndpoint(source.region),
        prefix: 'audit/',
        pathFormat: '%Y/%m/%d/%H/%M',
        pathFormatType: 'time',
        timeZone: '+0000',
        contentType: 'json',
        contentDetail: jsonDocument({ enableTag: true }),
        compressionType: 'gzip',
        bufferInterval: '300',
        bufferSize: '256',
      },
    },
  });
  return role;
}
