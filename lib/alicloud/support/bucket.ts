import { Construct } from 'constructs';
import { IEncryptionKey } from '../encryption-key';
import { checkKnown, NameRule } from './known';
import { neverDestroyed } from './protection';
import { Problem } from '../../private/problems';
import { ObjectLock } from '../object-lock';
import { OssBucket } from '../provider/oss-bucket';
import { OssBucketAcl } from '../provider/oss-bucket-acl';
import { OssBucketHttpsConfig } from '../provider/oss-bucket-https-config';
import { OssBucketLoggingA as OssBucketLogging } from '../provider/oss-bucket-logging';
import { OssBucketObjectWormConfiguration } from '../provider/oss-bucket-object-worm-configuration';
import { OssBucketPublicAccessBlock } from '../provider/oss-bucket-public-access-block';
import { OssBucketServerSideEncryption } from '../provider/oss-bucket-server-side-encryption';
import { OssBucketVersioningA as OssBucketVersioning } from '../provider/oss-bucket-versioning';
import { OssBucketWorm } from '../provider/oss-bucket-worm';

const LOG_SUFFIX = '-logs';

/** OSS takes 63 characters, five of which are for the suffix of the bucket that has the access log. */
export const BUCKET_NAME = /^[a-z0-9][a-z0-9-]{1,56}[a-z0-9]$/;

export const BUCKET_NAME_RULE: NameRule = {
  allowed: `3 to 58 lower case letters, digits and dashes, with a letter or digit at both ends: "${LOG_SUFFIX}" is added for the bucket of the access log`,
  fix: 'choose a name that no other bucket of Alibaba Cloud has, for example with the name of your company in front',
};

/** What differs between buckets. */
export interface BucketOptions {
  readonly name: string;
  /** Key of yours; the key of OSS where there is none. */
  readonly key?: IEncryptionKey;
  /** Days after which objects and their old versions are deleted; kept for ever where it is left out. */
  readonly expireDays?: number;
  readonly lock?: LockOptions;
}

/** For how long objects are kept from change and deletion, and how. */
export interface LockOptions {
  readonly days: number;
  readonly kind: ObjectLock;
}

/** Source: PutBucketObjectWormConfiguration of the OSS API, June 2026. */
const OBJECT_WORM_REGIONS = [
  'cn-beijing',
  'cn-chengdu',
  'cn-guangzhou',
  'cn-hangzhou',
  'cn-heyuan',
  'cn-hongkong',
  'cn-huhehaote',
  'cn-qingdao',
  'cn-shenzhen',
];

/** Problems of a lock in a region. */
export function checkLock(kind: ObjectLock | undefined, region: string): Problem[] {
  return checkKnown(region, (got) =>
    kind !== ObjectLock.OBJECT_WORM || OBJECT_WORM_REGIONS.includes(got)
      ? []
      : [
          {
            what: 'object WORM is not documented for the region',
            got,
            allowed: OBJECT_WORM_REGIONS.join(', '),
            fix: 'leave lock out for ObjectLock.BUCKET_WORM, which every region has; object WORM needs an invitation as well',
          },
        ],
  );
}

/** A private, encrypted, versioned bucket that answers over TLS only. */
export function hardenedBucket(
  scope: Construct,
  id: string,
  { name, key, expireDays, lock }: BucketOptions,
): OssBucket {
  const bucket = new OssBucket(scope, id, {
    bucket: name,
    storageClass: 'Standard',
    redundancyType: 'ZRS',
    lifecycleRule: [
      {
        id: 'unfinished-uploads',
        enabled: true,
        prefix: '',
        abortMultipartUpload: [{ days: 7 }],
        expiration: expireDays === undefined ? undefined : [{ days: expireDays }],
        noncurrentVersionExpiration: expireDays === undefined ? undefined : [{ days: expireDays }],
      },
    ],
    // The resources below decide these; the bucket would report what they did as a difference.
    lifecycle: neverDestroyed(['logging', 'policy', 'server_side_encryption_rule', 'versioning']),
  });
  const of = { bucket: bucket.bucket };
  new OssBucketAcl(scope, `${id}Acl`, { ...of, acl: 'private' });
  new OssBucketPublicAccessBlock(scope, `${id}PublicAccess`, { ...of, blockPublicAccess: true });
  protectVersions(scope, id, bucket, lock);
  new OssBucketHttpsConfig(scope, `${id}Tls`, { ...of, enable: true, tlsVersions: ['TLSv1.2', 'TLSv1.3'] });
  new OssBucketServerSideEncryption(scope, `${id}Encryption`, {
    ...of,
    sseAlgorithm: key ? 'KMS' : 'AES256',
    kmsMasterKeyId: key?.keyId,
  });
  return bucket;
}

/** Logs who reads and writes objects of a bucket, to a bucket of its own beside it. */
export function logAccess(scope: Construct, bucket: OssBucket, days: number): void {
  const name = bucket.bucketInput!;
  const log = hardenedBucket(scope, 'Log', { name: `${name}${LOG_SUFFIX}`, expireDays: days });
  new OssBucketLogging(scope, 'Logging', { bucket: bucket.bucket, targetBucket: log.bucket, targetPrefix: `${name}/` });
}

/** Versions, or a lock on the bucket, which excludes them; a lock on objects is about versions. */
function protectVersions(scope: Construct, id: string, bucket: OssBucket, lock: LockOptions | undefined): void {
  if (lock?.kind === ObjectLock.BUCKET_WORM) {
    new OssBucketWorm(scope, 'Lock', {
      bucket: bucket.bucket,
      retentionPeriodInDays: lock.days,
      // An unlocked policy ends after a day.
      status: 'Locked',
    });
    return;
  }
  const versioning = new OssBucketVersioning(scope, `${id}Versioning`, { bucket: bucket.bucket, status: 'Enabled' });
  if (lock) {
    new OssBucketObjectWormConfiguration(scope, 'Lock', {
      bucketName: bucket.bucket,
      objectWormEnabled: 'Enabled',
      rule: { defaultRetention: { mode: 'COMPLIANCE', days: lock.days } },
      // OSS refuses it on a bucket without versions.
      dependsOn: [versioning],
    });
  }
}
