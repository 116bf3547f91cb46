import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IAckCluster } from './ack-cluster-props';
import { CloudRoleAttributes, ICloudRole } from './cloud-role';
import { IModelStore, ModelStore } from './model-store';
import { PolicyStatement } from './policy-statement';
import { checkBounds, checkPattern } from './support/known';
import { checkPrefix, checkStoreRegion, readStatements } from './support/model-grants';
import { ramRole, ROLE_NAME, ROLE_NAME_RULE, RolePolicy } from './support/ram';
import { regionOf } from './support/stack';
import { Problems } from '../private/problems';

/** Properties of `RrsaRole`. */
export interface RrsaRoleProps {
  /** Cluster whose pods take the role. */
  readonly cluster: IAckCluster;

  /** Namespace of the service account. */
  readonly namespace: string;

  /** Name of the service account. */
  readonly serviceAccount: string;

  /**
   * Name of the role: what the annotation of the service account holds.
   *
   * @default - cluster, namespace and service account, joined by dashes
   */
  readonly roleName?: string;

  /**
   * Longest session in seconds, 3600 to 43200.
   *
   * @default 3600
   */
  readonly maxSessionSeconds?: number;
}

/** Properties of the role with which the OSS driver mounts models. */
export interface ModelMountRoleProps {
  /** Cluster that mounts models. */
  readonly cluster: IAckCluster;

  /**
   * Service account of the driver's FUSE pods. One of its own keeps models of different teams apart.
   *
   * @default csi-fuse-ossfs
   */
  readonly fuseServiceAccount?: string;

  /**
   * Name of the role: what `ModelSource.oss` takes.
   *
   * @default - cluster, namespace and service account, joined by dashes
   */
  readonly roleName?: string;
}

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** A role that one service account of one cluster takes with its token (RRSA). No keys are made for it. */
export class RrsaRole extends Construct implements ICloudRole {
  /**
   * A role that exists already.
   *
   * @param attributes name and ARN
   */
  public static fromCloudRoleAttributes(attributes: CloudRoleAttributes): ICloudRole {
    return { ...attributes };
  }

  /**
   * The role with which the OSS driver mounts models. It is taken by the driver's FUSE pod, not by the service.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props cluster
   */
  public static forModelMount(scope: Construct, id: string, props: ModelMountRoleProps): RrsaRole {
    return new RrsaRole(scope, id, {
      cluster: props.cluster,
      roleName: props.roleName,
      // Fixed by the driver.
      namespace: 'ack-csi-fuse',
      serviceAccount: props.fuseServiceAccount ?? 'csi-fuse-ossfs',
    });
  }

  public readonly roleName: string;
  public readonly roleArn: string;

  /** Namespace of the service account. */
  public readonly namespace: string;

  /** Name of the service account. */
  public readonly serviceAccount: string;

  /** The role itself. */
  public readonly resource: TerraformResource;

  private readonly policy: RolePolicy;

  /**
   * Defines the role.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props cluster and service account
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: RrsaRoleProps) {
    super(scope, id);
    const { cluster, namespace, serviceAccount, maxSessionSeconds } = props;
    this.roleName = props.roleName ?? `${cluster.name}-${namespace}-${serviceAccount}`;
    this.namespace = namespace;
    this.serviceAccount = serviceAccount;
    const label = { allowed: 'one name, without * or ?', fix: 'make a role for each service account' };
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPattern('namespace', namespace, DNS_LABEL, label),
      ...checkPattern('service account', serviceAccount, DNS_LABEL, label),
      ...checkPattern('name of the role', this.roleName, ROLE_NAME, ROLE_NAME_RULE),
      ...checkBounds('longest session in seconds', maxSessionSeconds, [3600, 43200], 'leave it out for an hour'),
    );
    problems.add(
      ...checkPattern('OIDC provider of the cluster', cluster.oidcProviderArn, /^acs:ram::\d+:oidc-provider\/\S+$/, {
        allowed: 'acs:ram::<account>:oidc-provider/ack-rrsa-<cluster id>',
        fix: 'take rrsa_metadata[0].ram_oidc_provider_arn of the cluster',
      }),
      ...checkPattern('issuer of the cluster', cluster.oidcIssuer, /^https:\/\/[^\s,]+$/, {
        allowed: 'one URL with https',
        fix: 'take rrsa_metadata[0].rrsa_oidc_issuer_url of the cluster: the API lists several',
      }),
    );
    problems.throwIfAny();

    const role = ramRole(this, 'Resource', {
      name: this.roleName,
      description: `Pods of ${namespace}/${serviceAccount} in ${cluster.name}`,
      maxSessionSeconds,
      trust: [
        {
          Principal: { Federated: [cluster.oidcProviderArn] },
          Condition: {
            StringEquals: {
              'oidc:aud': 'sts.aliyuncs.com',
              'oidc:iss': cluster.oidcIssuer,
              'oidc:sub': `system:serviceaccount:${namespace}:${serviceAccount}`,
            },
          },
        },
      ],
    });
    this.roleArn = role.arn;
    this.resource = role;
    this.policy = new RolePolicy(this, 'Policy', role, this.roleName);
  }

  /**
   * Allows what is named.
   *
   * @param statement actions and resources
   * @throws InputError when a statement stands for everything of a service
   */
  public allow(statement: PolicyStatement): void {
    this.policy.allow([statement]);
  }

  /**
   * Allows to read models, from within the network of the store only.
   *
   * @param store bucket
   * @param prefix directory in the bucket; all of it where it is left out
   * @throws InputError when the directory stands for several, or the bucket is in another region
   */
  public grantRead(store: IModelStore, prefix: string = ''): void {
    this.policy.allow(readStatements(store, prefix), [
      ...checkPrefix(prefix),
      ...checkStoreRegion(store, regionOf(this)),
    ]);
    if (store instanceof ModelStore) {
      store._bindReader(this);
    }
  }
}
