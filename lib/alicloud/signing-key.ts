import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { KmsAlias } from './provider/kms-alias';
import { KmsKey } from './provider/kms-key';
import { checkAlias, checkKmsInstance } from './support/keys';
import { neverDestroyed } from './support/protection';
import { ramRole, RolePolicy } from './support/ram';
import { regionOf } from './support/stack';
import { nameFromId } from '../kubernetes/names';
import { Problems } from '../private/problems';

/** A key with which Container Registry signs images. */
export interface ISigningKey {
  /** Id of the key. */
  readonly keyId: string;

  /** ARN of the key. */
  readonly keyArn: string;
}

/** A key that exists already. The account has the role of Container Registry for it. */
export interface SigningKeyAttributes {
  /** Id of the key, in the region of the stack. */
  readonly keyId: string;

  /** ARN of the key, `acs:kms:<region>:<account>:key/<id>`. */
  readonly keyArn: string;
}

/** Properties of `SigningKey`. */
export interface SigningKeyProps {
  /**
   * Name after `alias/`.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly alias?: string;

  /**
   * Id of the KMS instance that holds the key, for example `kst-hzz65f176a0ogplgq****`. An account of today's KMS makes no
   * symmetric key without one, and no asymmetric key at all. Keys are never moved: another instance is another key.
   *
   * @default - the default instance, which only accounts of the old shared KMS have
   */
  readonly kmsInstanceId?: string;

  /**
   * Whether the role with which Container Registry uses the key is made. An account has one such role.
   *
   * @default true
   */
  readonly registryRole?: boolean;
}

/** The name is fixed: Container Registry looks for it. */
const REGISTRY_ROLE = 'AliyunContainerRegistryKMSRole';

/**
 * A key with which Container Registry signs images, and the role with which it uses it. The rule that signs, and the witness
 * by which clusters verify, have no Terraform resource: they are made in the console on this key.
 */
export class SigningKey extends Construct implements ISigningKey {
  /**
   * A key that exists already.
   *
   * @param attributes id and ARN
   */
  public static fromSigningKeyAttributes(attributes: SigningKeyAttributes): ISigningKey {
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
   * @param props name
   * @throws InputError when the alias is not one
   */
  public constructor(scope: Construct, id: string, props: SigningKeyProps = {}) {
    super(scope, id);
    const alias = props.alias ?? nameFromId(id);
    const problems = new Problems(this.node.path);
    problems.add(...checkAlias(alias), ...checkKmsInstance(props.kmsInstanceId));
    problems.throwIfAny();
    const key = new KmsKey(this, 'Resource', {
      description: 'Signatures of images',
      keySpec: 'RSA_2048',
      keyUsage: 'SIGN/VERIFY',
      // An asymmetric key does not rotate by itself.
      automaticRotation: 'Disabled',
      deletionProtection: 'Enabled',
      pendingWindowInDays: 30,
      dkmsInstanceId: props.kmsInstanceId,
      lifecycle: neverDestroyed(),
    });
    new KmsAlias(this, 'Alias', { aliasName: `alias/${alias}`, keyId: key.id });
    this.keyId = key.id;
    this.keyArn = key.arn;
    this.resource = key;
    if (props.registryRole ?? true) {
      this.addRegistryRole();
    }
  }

  /** Container Registry documents `kms:*`; signing and listing the keys to choose from is what it does. */
  private addRegistryRole(): void {
    const role = ramRole(this, 'Role', {
      name: REGISTRY_ROLE,
      description: 'Container Registry signs images with the key',
      trust: [{ Principal: { Service: ['cr.aliyuncs.com'] } }],
    });
    new RolePolicy(this, 'Policy', role, `${REGISTRY_ROLE}Policy`).allow([
      {
        actions: ['kms:DescribeKey', 'kms:DescribeKeyVersion', 'kms:GetPublicKey', 'kms:AsymmetricSign'],
        resources: [this.keyArn],
      },
      { actions: ['kms:ListKeys', 'kms:ListKeyVersions'], resources: [`acs:kms:${regionOf(this)}:*:key`, this.keyArn] },
    ]);
  }
}
