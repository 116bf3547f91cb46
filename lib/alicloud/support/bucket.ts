import { Construct } from 'constructs';
import { IEncryptionKey } from '../encryption-key';
import { NameRule } from './known';
import { OssBucket } from '../provider/oss-bucket';
import { OssBucketAcl } from '../provider/oss-bucket-acl';
import { OssBucketHttpsConfig } from '../provider/oss-bucket-https-config';
import { OssBucketLoggingA as OssBucketLogging } from '../provider/oss-bucket-logging';
import { OssBucketObjectWormConfiguration } from '../provider/oss-bucket-object-worm-configuration';
import { OssBucketPublicAccessBlock } from '../provider/oss-bucket-public-access-block';
import { OssBucketServerSideEncryption } from '../provider/oss-bucket-server-side-encryption';
import { OssBucketVersioningA as OssBucketVersioning } from '../provider/oss-bucket-versioning';

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
}

/** A private, encrypted, versioned bucket that answers over TLS only. */
export function hardenedBucket(scope: Construct, id: string, { name, key, expireDays }: BucketOptions): OssBucket {
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
    lifecycle: { ignoreChanges: ['logging', 'policy', 'server_side_encryption_rule', 'versioning'] },
  });
  const of = { bucket: bucket.bucket };
  new OssBucketAcl(scope, `${id}Acl`, { ...of, acl: 'private' });
  new OssBucketPublicAccessBlock(scope, `${id}PublicAccess`, { ...of, blockPublicAccess: true });
  new OssBucketVersioning(scope, `${id}Versioning`, { ...of, status: 'Enabled' });
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

/** Keeps every object from change and deletion for some days, by anybody. It cannot be taken back. */
export function lockObjects(scope: Construct, bucket: OssBucket, days: number): void {
  new OssBucketObjectWormConfiguration(scope, 'Lock', {
    bucketName: bucket.bucket,
    objectWormEnabled: 'Enabled',
    rule: { defaultRetention: { mode: 'COMPLIANCE', days } },
  });
}
