import { dependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ICloudRole } from './cloud-role';
import { EncryptionKey, IEncryptionKey } from './encryption-key';
import { INetworkPerimeter } from './network-perimeter';
import { ObjectLock } from './object-lock';
import { OssBucket } from './provider/oss-bucket';
import { OssBucketOverwriteConfig } from './provider/oss-bucket-overwrite-config';
import { OssBucketPolicy } from './provider/oss-bucket-policy';
import { ThreatDetectionOssScanConfig } from './provider/threat-detection-oss-scan-config';
import { accountOf } from './support/account';
import { BUCKET_NAME, BUCKET_NAME_RULE, checkLock, hardenedBucket, logAccess } from './support/bucket';
import { jsonDocument } from './support/json-document';
import { checkKey } from './support/keys';
import { checkBounds, checkPattern } from './support/known';
import { LOG_RETENTION_DAYS } from './support/log-storage';
import { regionOf } from './support/stack';
import { Problem, Problems } from '../private/problems';

/** A bucket with models. */
export interface IModelStore {
  /** Name of the bucket. */
  readonly bucketName: string;

  /** Region of the bucket. */
  readonly region: string;

  /** Key that encrypts what is in the bucket; none where OSS does it with its own. */
  readonly key?: IEncryptionKey;
}

/** A bucket that exists already. */
export interface ModelStoreAttributes {
  /** Name of the bucket. */
  readonly bucketName: string;

  /** Region of the bucket, for example `cn-hangzhou`. */
  readonly region: string;

  /**
   * Key of Key Management Service that encrypts what is in the bucket.
   *
   * @default - OSS encrypts it with its own
   */
  readonly key?: IEncryptionKey;
}

/** Where a model lies: what `ModelSource.oss` takes, as plain data. */
export interface ModelLocation {
  /** Name of the bucket. */
  readonly bucket: string;

  /** Directory in the bucket. */
  readonly prefix: string;

  /** Region of the bucket. */
  readonly region: string;
}

/** Properties of `ModelStore`. */
export interface ModelStoreProps {
  /** Name of the bucket, 3 to 58 characters, which no other bucket of Alibaba Cloud has. */
  readonly bucketName: string;

  /**
   * Network in which readers are. What a reader got is worth nothing outside of it, even if it is stolen.
   *
   * @default - readers may be anywhere
   */
  readonly network?: INetworkPerimeter;

  /**
   * Whether nobody at all can read or write from outside the network: neither people, nor CI, nor the malware scan.
   *
   * @default false
   */
  readonly networkOnly?: boolean;

  /**
   * Key that encrypts the models.
   *
   * @default - a key of its own
   */
  readonly key?: IEncryptionKey;

  /**
   * Days for which nobody, not even the account, can change or delete an object (compliance mode). The setting cannot be
   * taken back.
   *
   * @default - objects can be deleted, and not overwritten
   */
  readonly lockDays?: number;

  /**
   * How objects are locked, where `lockDays` says for how long.
   *
   * @default ObjectLock.BUCKET_WORM
   */
  readonly lock?: ObjectLock;

  /**
   * Id of the KMS instance that holds the key that is made, for example `kst-hzz65f176a0ogplgq****`. An account of today's KMS makes no
   * symmetric key without one, and no asymmetric key at all. Keys are never moved: another instance is another key.
   *
   * @default - the default instance, which only accounts of the old shared KMS have
   */
  readonly kmsInstanceId?: string;

  /**
   * Whether Security Center scans new objects for malware every night. The account must have bought that.
   *
   * @default - true, unless `networkOnly`
   */
  readonly malwareScan?: boolean;

  /**
   * Days that the access log is kept.
   *
   * @default 180
   */
  readonly accessLogDays?: number;
}

/** What reads and changes objects. Settings of the bucket stay open, or Terraform could not reach them any more. */
const OBJECT_ACTIONS = ['oss:GetObject', 'oss:ListObjects', 'oss:PutObject', 'oss:DeleteObject', 'oss:RestoreObject'];

/** What models are made of, and what is unpacked or run beside them. */
const SCANNED_SUFFIXES = [
  ...['.bin', '.ckpt', '.gguf', '.gz', '.h5', '.joblib', '.json', '.keras', '.npy', '.npz', '.onnx', '.pickle', '.pkl'],
  ...['.pt', '.pth', '.py', '.safetensors', '.sh', '.so', '.tar', '.tgz', '.zip'],
];

/** Hours in which little is read. */
const SCAN_START = '01:00:00';
const SCAN_END = '05:00:00';

/**
 * A bucket for models: private, encrypted with a key of yours, versioned, protected from overwriting, reached over TLS,
 * logged, scanned for malware; its readers are bound to their network.
 */
export class ModelStore extends Construct implements IModelStore {
  /**
   * A bucket that exists already.
   *
   * @param attributes bucket and key
   */
  public static fromModelStoreAttributes(attributes: ModelStoreAttributes): IModelStore {
    return { ...attributes };
  }

  public readonly bucketName: string;
  public readonly region: string;
  public readonly key?: IEncryptionKey;

  /** The bucket itself. */
  public readonly resource: TerraformResource;

  private readonly network?: INetworkPerimeter;
  private readonly networkOnly: boolean;
  private readonly readers: string[] = [];
  private readonly bucket: OssBucket;
  private policy?: OssBucketPolicy;
  private scan?: ThreatDetectionOssScanConfig;
  private account?: string;

  /**
   * Defines the bucket and what belongs to it.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props name of the bucket
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: ModelStoreProps) {
    super(scope, id);
    const { bucketName, lockDays, accessLogDays, networkOnly = false } = props;
    const malwareScan = props.malwareScan ?? !networkOnly;
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPattern('name of the bucket', bucketName, BUCKET_NAME, BUCKET_NAME_RULE),
      ...checkBounds('days of the lock', lockDays, [1, 3650], 'leave it out, so that objects can be deleted'),
      ...checkLock(props.lock, regionOf(this)),
      ...checkBounds('days of the access log', accessLogDays, [30, 3650], 'leave it out for 180'),
      ...checkKey('key of the models', props.key, regionOf(this)),
      ...checkNetwork(props, malwareScan),
    );
    problems.throwIfAny();

    this.bucketName = bucketName;
    this.region = regionOf(this);
    this.network = props.network;
    this.networkOnly = networkOnly;
    this.key =
      props.key ??
      new EncryptionKey(this, 'Key', {
        description: `Models in ${bucketName}`,
        alias: `${bucketName}-models`,
        kmsInstanceId: props.kmsInstanceId,
      });
    this.bucket = hardenedBucket(this, 'Resource', {
      name: bucketName,
      key: this.key,
      lock: lockDays === undefined ? undefined : { days: lockDays, kind: props.lock ?? ObjectLock.BUCKET_WORM },
    });
    this.resource = this.bucket;
    this.addOverwriteProtection();
    logAccess(this, this.bucket, accessLogDays ?? LOG_RETENTION_DAYS);
    if (malwareScan) {
      this.addMalwareScan();
    }
    this.updatePolicy();
  }

  /**
   * Where a model lies: `ModelSource.oss({ ...store.location('qwen3-8b/v1'), … })`.
   *
   * @param prefix directory in the bucket
   * @returns bucket, directory and region as plain data
   */
  public location(prefix: string): ModelLocation {
    return { bucket: this.bucketName, prefix, region: this.region };
  }

  /** @internal */
  public _bindReader({ roleName, roleArn }: ICloudRole): void {
    // Everybody who took the role, as bucket policies name them.
    this.account ??= accountOf(this, roleArn);
    this.readers.push(`arn:sts::${this.account}:assumed-role/${roleName}/*`);
    this.updatePolicy();
  }

  /**
   * The scan is configured once Security Center is bought.
   *
   * @internal
   */
  public _scanAfter(purchase: TerraformResource): void {
    if (this.scan) {
      this.scan.dependsOn = [...(this.scan.dependsOn ?? []), dependable(purchase)];
    }
  }

  private addOverwriteProtection(): void {
    new OssBucketOverwriteConfig(this, 'Overwrite', {
      bucket: this.bucket.bucket,
      rule: [{ id: 'no-overwrite', action: 'forbid', prefix: '' }],
    });
  }

  private addMalwareScan(): void {
    this.scan = new ThreatDetectionOssScanConfig(this, 'Scan', {
      ossScanConfigName: `${this.bucketName}-nightly`,
      bucketNameList: [this.bucket.bucket],
      enable: 1,
      allKeyPrefix: true,
      keySuffixList: SCANNED_SUFFIXES,
      scanDayList: [1, 2, 3, 4, 5, 6, 7],
      startTime: SCAN_START,
      endTime: SCAN_END,
    });
  }

  /** A bucket policy that only denies: rights come from roles. */
  private updatePolicy(): void {
    const principals = this.networkOnly ? ['*'] : this.readers;
    if (!this.network || principals.length === 0) {
      return;
    }
    this.policy ??= new OssBucketPolicy(this, 'Policy', { bucket: this.bucket.bucket, policy: '' });
    this.policy.policy = jsonDocument({
      Version: '1',
      Statement: [
        {
          Effect: 'Deny',
          Principal: principals,
          Action: OBJECT_ACTIONS,
          Resource: [`acs:oss:*:*:${this.bucketName}`, `acs:oss:*:*:${this.bucketName}/*`],
          Condition: { StringNotEquals: { 'acs:SourceVpc': [this.network.vpcId] } },
        },
      ],
    });
  }
}

function checkNetwork({ network, networkOnly }: ModelStoreProps, malwareScan: boolean): Problem[] {
  return [
    ...(networkOnly && !network
      ? [
          {
            what: 'store accepts requests from networks only, and none is given',
            got: undefined,
            allowed: 'the network of the readers',
            fix: 'give network, or leave networkOnly out',
          },
        ]
      : []),
    ...(networkOnly && malwareScan
      ? [
          {
            what: 'malware scan cannot reach a store that only its network reads',
            got: { networkOnly, malwareScan },
            allowed: 'one of the two',
            fix: 'leave networkOnly out: readers are bound to the network all the same',
          },
        ]
      : []),
  ];
}
