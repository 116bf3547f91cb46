import { Contribution } from './contribution';
import { checkMountPath } from '../kubernetes/mount-path';
import { checkName } from '../kubernetes/names';
import { Problem } from '../private/problems';

/** Options of a Kubernetes Secret. */
export interface KubernetesSecretOptions {
  /** Name of the Secret. */
  readonly secretName: string;

  /** Directory that gets a file for each key, absolute. */
  readonly mountPath: string;

  /**
   * Keys that are mounted.
   *
   * @default - all keys of the Secret
   */
  readonly keys?: string[];
}

/** Options of secrets in Key Management Service. */
export interface KmsSecretOptions {
  /** Name of the mount within the service. */
  readonly name: string;

  /** Names of the secrets in KMS; each becomes a file. */
  readonly secrets: string[];

  /** ARN of the RAM role that may read them, `acs:ram::<account>:role/<name>`. */
  readonly roleArn: string;

  /** Directory that gets the files, absolute. */
  readonly mountPath: string;
}

/** Files of a Secret are for the engine's user and group only. */
const OWNER_AND_GROUP = 0o440;

/** Secrets as files: they do not show in the pod spec, in the environment of child processes or in crash reports. */
export class SecretMount {
  /**
   * A Secret of the service's namespace.
   *
   * @param options secret and directory
   */
  public static kubernetes(options: KubernetesSecretOptions): SecretMount {
    const { secretName, mountPath, keys } = options;
    const items = keys?.map((key) => ({ key, path: key }));
    return new SecretMount(
      secretName,
      mountPath,
      { secret: { secretName, items, defaultMode: OWNER_AND_GROUP, optional: false } },
      {},
      checkName('secret', secretName),
    );
  }

  /**
   * Secrets of Key Management Service, through the Secrets Store CSI driver: they are never stored in the cluster. The
   * driver's provider (`csi-secrets-store-provider-alibabacloud`) must be installed with RRSA on.
   *
   * Source: AliyunContainerService/secrets-store-csi-driver-provider-alibaba-cloud, which reads another annotation of the
   * service account than RRSA for pods does: an ARN.
   *
   * @param options secrets, role and directory
   */
  public static kms(options: KmsSecretOptions): SecretMount {
    const { name, secrets, roleArn, mountPath } = options;
    const objects = secrets.map((secret) => `- objectName: ${JSON.stringify(secret)}\n`).join('');
    return new SecretMount(
      name,
      mountPath,
      {
        csi: {
          driver: 'secrets-store.csi.k8s.io',
          readOnly: true,
          volumeAttributes: { secretProviderClass: name },
        },
      },
      {
        serviceAccountAnnotations: { 'ack.alibabacloud.com/role-arn': roleArn },
        objects: [
          {
            apiVersion: 'secrets-store.csi.x-k8s.io/v1',
            kind: 'SecretProviderClass',
            name,
            body: {
              spec: { provider: 'alibabacloud', parameters: { objects, usePodServiceAccountToken: 'true' } },
            },
          },
        ],
      },
      [...checkName('secret mount', name), ...checkKms(options)],
    );
  }

  private constructor(
    private readonly name: string,
    private readonly mountPath: string,
    private readonly source: object,
    private readonly more: Contribution,
    private readonly problems: Problem[],
  ) {}

  /** @internal */
  public _contribution(): Contribution {
    const volume = `secret-${this.name}`;
    return {
      volumes: [{ name: volume, ...this.source }],
      mounts: [{ name: volume, mountPath: this.mountPath, readOnly: true }],
      ...this.more,
    };
  }

  /** @internal */
  public _problems(): Problem[] {
    return [...this.problems, ...checkMountPath(`secret ${this.name}`, this.mountPath)];
  }
}

function checkKms({ secrets, roleArn }: KmsSecretOptions): Problem[] {
  const problems: Problem[] = [];
  if (secrets.length === 0 || secrets.some((secret) => !/^[A-Za-z0-9_/+=.@-]{1,64}$/.test(secret))) {
    problems.push({
      what: 'secrets of KMS are not named',
      got: secrets,
      allowed: 'at least one name of 1 to 64 letters, digits and _/+=.@-',
      fix: 'name the secrets as KMS lists them',
    });
  }
  if (!/^acs:ram::\d+:role\/[A-Za-z0-9.-]+$/.test(roleArn)) {
    problems.push({
      what: 'invalid ARN of the role that reads KMS',
      got: roleArn,
      allowed: 'acs:ram::<account>:role/<name>',
      fix: 'give the ARN; this driver, unlike RRSA for pods, does not take the name',
    });
  }
  return problems;
}
