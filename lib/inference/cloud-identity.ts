import { Contribution } from './contribution';
import { cidrEgress } from '../kubernetes/network';
import { Problem } from '../private/problems';

/** The pod that gets the identity. */
interface PodOfIdentity {
  /** Containers that get no credentials. */
  readonly withoutCredentials: string[];
}

/** Options of a RAM role for the pods of a service. */
export interface RrsaOptions {
  /** Name of the RAM role, not its ARN. */
  readonly roleName: string;

  /** Region of the cluster, for example `cn-hangzhou`. Its STS endpoint inside the VPC is used. */
  readonly region: string;

  /**
   * Hosts of the cloud services that the role is for, for example `kms-vpc.cn-hangzhou.aliyuncs.com`.
   *
   * @default - only STS, which gives out the credentials
   */
  readonly hosts?: string[];

  /**
   * Lifetime of the token in seconds, 600 to 3600. The kubelet renews it.
   *
   * @default 3600
   */
  readonly tokenExpirationSeconds?: number;

  /**
   * ARNs with which the library writes token and variables into the pod itself, so that the manifest is complete and
   * nothing changes the pod on its way.
   *
   * @default - the component ack-pod-identity-webhook adds them, in a namespace with `cloudIdentity: true`
   */
  readonly arns?: RrsaArns;
}

/** What the webhook would look up. */
export interface RrsaArns {
  /** ARN of the RAM role, `acs:ram::<account>:role/<name>`. */
  readonly roleArn: string;

  /** ARN of the cluster's OIDC provider, `acs:ram::<account>:oidc-provider/ack-rrsa-<cluster>`. */
  readonly oidcProviderArn: string;
}

const PREFIX = 'pod-identity.alibabacloud.com';

/** Volume, directory and audience are those of ack-pod-identity-webhook, so that every SDK finds the token. */
const VOLUME = 'rrsa-oidc-token';
const DIRECTORY = '/var/run/secrets/ack.alibabacloud.com/rrsa-tokens';
const AUDIENCE = 'sts.aliyuncs.com';

/** Where services of Alibaba Cloud are inside a VPC. It holds the metadata service too, which stays closed. */
export const CLOUD_SERVICES = '100.64.0.0/10';

const SHORTEST_TOKEN = 600;
const LONGEST_TOKEN = 3600;

/**
 * Short-lived cloud credentials of a RAM role for this service's account (RRSA), instead of access keys.
 *
 * Source: ACK documentation, "Use RRSA to authorize different pods to access different cloud services".
 */
export class CloudIdentity {
  /**
   * A RAM role. Its trust policy must name the service account: `system:serviceaccount:<namespace>:<service>`.
   *
   * @param options role and region
   */
  public static rrsa(options: RrsaOptions): CloudIdentity {
    return new CloudIdentity(options);
  }

  private constructor(private readonly options: RrsaOptions) {}

  /**
   * Whether a webhook has to add token and variables.
   *
   * @internal
   */
  public get _needsWebhook(): boolean {
    return this.options.arns === undefined;
  }

  /** @internal */
  public _contribution({ withoutCredentials }: PodOfIdentity): Contribution {
    const { arns, region, hosts = [] } = this.options;
    return {
      ...(arns ? this.written(arns) : this.injected(withoutCredentials)),
      egress: [cidrEgress([CLOUD_SERVICES], 443)],
      hosts: [`sts-vpc.${region}.aliyuncs.com`, ...hosts],
    };
  }

  /** @internal */
  public _problems(): Problem[] {
    const { roleName, region, arns } = this.options;
    const rules: [string, string, RegExp, string, string][] = [
      ['RAM role', roleName, /^[A-Za-z0-9.-]{1,64}$/, 'the name of a role', 'give the name, not the ARN'],
      ['region', region, /^[a-z]{2}-[a-z0-9-]+$/, 'a region id such as cn-hangzhou', 'give the id, not the endpoint'],
      ...(arns
        ? ([
            [
              'ARN of the role',
              arns.roleArn,
              /^acs:ram::\d+:role\/[A-Za-z0-9.-]+$/,
              'acs:ram::<account>:role/<name>',
              'copy it from the role',
            ],
            [
              'ARN of the OIDC provider',
              arns.oidcProviderArn,
              /^acs:ram::\d+:oidc-provider\/[A-Za-z0-9-]+$/,
              'acs:ram::<account>:oidc-provider/ack-rrsa-<cluster>',
              'copy it from the cluster',
            ],
          ] as [string, string, RegExp, string, string][])
        : []),
    ];
    return [
      ...rules
        .filter(([, value, pattern]) => !pattern.test(value))
        .map(([what, got, , allowed, fix]) => ({ what: `${what} of the service is not one`, got, allowed, fix })),
      ...this.checkLifetime(),
    ];
  }

  private get lifetime(): number {
    return this.options.tokenExpirationSeconds ?? LONGEST_TOKEN;
  }

  private injected(others: string[]): Contribution {
    return {
      annotations: others.length > 0 ? { [`${PREFIX}/skip-containers`]: others.join(',') } : {},
      labels: { [`${PREFIX}/injection`]: 'on' },
      serviceAccountAnnotations: {
        [`${PREFIX}/role-name`]: this.options.roleName,
        [`${PREFIX}/service-account-token-expiration`]: String(this.lifetime),
      },
    };
  }

  private written({ roleArn, oidcProviderArn }: RrsaArns): Contribution {
    const { region } = this.options;
    const env = {
      ALIBABA_CLOUD_ROLE_ARN: roleArn,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: oidcProviderArn,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: `${DIRECTORY}/token`,
      ALIBABA_CLOUD_STS_REGION: region,
      ALIBABA_CLOUD_STS_ENDPOINT: `sts-vpc.${region}.aliyuncs.com`,
      ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED: 'true',
    };
    const token = { audience: AUDIENCE, expirationSeconds: this.lifetime, path: 'token' };
    return {
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      volumes: [{ name: VOLUME, projected: { sources: [{ serviceAccountToken: token }] } }],
      mounts: [{ name: VOLUME, mountPath: DIRECTORY, readOnly: true }],
    };
  }

  private checkLifetime(): Problem[] {
    const { lifetime } = this;
    return Number.isInteger(lifetime) && lifetime >= SHORTEST_TOKEN && lifetime <= LONGEST_TOKEN
      ? []
      : [
          {
            what: 'lifetime of the cloud token is out of bounds',
            got: lifetime,
            allowed: `${SHORTEST_TOKEN} to ${LONGEST_TOKEN} seconds`,
            fix: 'leave it out for one hour; the kubelet renews the token before it ends',
          },
        ];
  }
}
