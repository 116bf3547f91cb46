import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { KmsAlias } from './provider/kms-alias';
import { KmsKey } from './provider/kms-key';
import { checkAlias, checkKmsInstance } from './support/keys';
import { checkBounds, numberText } from './support/known';
import { neverDestroyed } from './support/protection';
import { nameFromId } from '../kubernetes/names';
import { Problems } from '../private/problems';

/** A symmetric key of Key Management Service. */
export interface IEncryptionKey {
  /** Id of the key. */
  readonly keyId: string;

  /** ARN of the key. */
  readonly keyArn: string;
}

/** A key that exists already. */
export interface EncryptionKeyAttributes {
  /** Id of the key, in the region of the stack. */
  readonly keyId: string;

  /** ARN of the key, `acs:kms:<region>:<account>:key/<id>`. */
  readonly keyArn: string;
}

/** Properties of `EncryptionKey`. */
export interface EncryptionKeyProps {
  /** What the key is for, in a few words. */
  readonly description: string;

  /**
   * Name after `alias/`.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly alias?: string;

  /**
   * Days between rotations, 7 to 365.
   *
   * @default 365
   */
  readonly rotationDays?: number;

  /**
   * Id of the KMS instance that holds the key, for example `kst-hzz65f176a0ogplgq****`. An account of today's KMS makes no
   * symmetric key without one, and no asymmetric key at all. Keys are never moved: another instance is another key.
   *
   * @default - the default instance, which only accounts of the old shared KMS have
   */
  readonly kmsInstanceId?: string;
}

/**
 * A symmetric key that rotates and cannot be deleted by one call: without it etcd, disks and models stay unreadable.
 */
export class EncryptionKey extends Construct implements IEncryptionKey {
  /**
   * A key that exists already.
   *
   * @param attributes id and ARN
   */
  public static fromEncryptionKeyAttributes(attributes: EncryptionKeyAttributes): IEncryptionKey {
    return { ...attributes };
  }

  public readonly keyId: string;
  public readonly keyArn: string;

  /** The key itself. */
  public readonly resource: TerraformResource;

  /**
   * Defines the key.
   *
   * @param scope construct that holds it
   * @param id construct id
   * @param props what it is for
   * @throws InputError when the name is not one, or the days are out of bounds
   */
  public constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const alias = props.alias ?? nameFromId(id);
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkAlias(alias),
      ...checkKmsInstance(props.kmsInstanceId),
      ...checkBounds('rotation in days', props.rotationDays, [7, 365], 'leave it out for 365'),
    );
    problems.throwIfAny();
    const key = new KmsKey(this, 'Resource', {
      description: props.description,
      keySpec: 'Aliyun_AES_256',
      keyUsage: 'ENCRYPT/DECRYPT',
      automaticRotation: 'Enabled',
      rotationInterval: `${numberText(props.rotationDays ?? 365)}d`,
      deletionProtection: 'Enabled',
      pendingWindowInDays: 30,
      dkmsInstanceId: props.kmsInstanceId,
      lifecycle: neverDestroyed(),
    });
    new KmsAlias(this, 'Alias', { aliasName: `alias/${alias}`, keyId: key.id });
    this.keyId = key.id;
    this.keyArn = key.arn;
    this.resource = key;
  }
}
