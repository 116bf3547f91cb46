import { dependable, ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AckClusterAttributes, AckClusterProps, IAckCluster } from './ack-cluster-props';

import { PolicyOptions } from './ack-policy-options';
import { checkAddon, clusterAddons } from './cluster-addons';
import { EncryptionKey, IEncryptionKey } from './encryption-key';
import { GovernancePolicy } from './governance-policy';
import { MaintenanceWindow, Weekday } from './maintenance-window';
import { INetworkPerimeter } from './network-perimeter';
import { CsKubernetesAddon } from './provider/cs-kubernetes-addon';
import { ENDPOINTS_PROVIDER_VERSION } from './provider-version';
import { checkOldest } from './support/cluster-version';
import { ClusterWithConditions } from './support/conditions';
import { compactDocument } from './support/json-document';
import { checkKey } from './support/keys';
import { checkBounds, checkKnown, checkPattern } from './support/known';
import { LOG_PROJECT_NAME, LOG_PROJECT_NAME_RULE, LOG_RETENTION_DAYS, logProject } from './support/log-storage';
import { checkNetwork } from './support/network';
import { policyInstance } from './support/policy-instance';
import { neverDestroyed } from './support/protection';
import { nodeSecurityGroup } from './support/security-group';
import { regionOf, stackOf } from './support/stack';
import { checkSeparate } from './support/subnets';
import { nameFromId } from '../kubernetes/names';
import { NetworkMode } from '../kubernetes/network-mode';
import { Problem, Problems } from '../private/problems';

const DEFAULT_WINDOW = MaintenanceWindow.weekly({ days: [Weekday.TUESDAY, Weekday.WEDNESDAY], hour: 18 });
const ENFORCING = [NetworkMode.TERWAY_SHARED_ENI, NetworkMode.TERWAY_DATAPATH_V2];

/**
 * A managed Pro cluster: private API server, Secrets encrypted with a key of yours, RRSA, audit and control-plane logs
 * that outlive it, Terway that enforces network policies, and policy governance.
 *
 * The account must have authorized the service roles of ACK once, `AliyunCSManagedSecurityRole` among them.
 */
export class AckCluster extends Construct implements IAckCluster {
  /**
   * A cluster that exists already.
   *
   * @param attributes what is needed of it
   */
  public static fromAckClusterAttributes(attributes: AckClusterAttributes): IAckCluster {
    const { clusterId, resourcePrefix, networkMode, logProjectName } = attributes;
    return {
      ...attributes,
      resourcePrefix: resourcePrefix ?? attributes.name,
      networkMode: networkMode ?? NetworkMode.TERWAY_SHARED_ENI,
      logProjectName: logProjectName ?? `k8s-log-${clusterId}`,
      auditLogStoreName: auditLogStoreOf(clusterId),
    };
  }

  public readonly name: string;
  public readonly resourcePrefix: string;
  public readonly clusterId: string;
  public readonly network: INetworkPerimeter;
  public readonly securityGroupId: string;
  public readonly oidcProviderArn: string;
  public readonly oidcIssuer: string;
  public readonly networkMode: NetworkMode;
  public readonly version?: string;
  public readonly logProjectName: string;
  public readonly auditLogStoreName: string;

  /** Key that encrypts Secrets in etcd. */
  public readonly secretsKey: IEncryptionKey;

  /** The cluster itself. */
  public readonly resource: TerraformResource;

  private readonly cluster: ClusterWithConditions;

  /** What policies wait for: their engine needs nodes to run on. Shared with every policy, and read at synthesis. */
  private readonly runnable: string[] = [];

  /**
   * Defines the cluster.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props network
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: AckClusterProps) {
    super(scope, id);
    const { network, maintenance = DEFAULT_WINDOW, networkMode = NetworkMode.TERWAY_SHARED_ENI } = props;
    const serviceCidr = props.serviceCidr ?? '172.21.0.0/20';
    this.name = props.name ?? nameFromId(id);
    this.resourcePrefix = props.resourcePrefix ?? nameFromId(id);
    this.network = network;
    this.networkMode = networkMode;
    this.version = props.version;
    this.check(props, serviceCidr);

    this.secretsKey =
      props.secretsKey ??
      new EncryptionKey(this, 'SecretsKey', {
        description: `Secrets in etcd of the cluster ${this.name}`,
        alias: `${this.resourcePrefix}-secrets`,
        kmsInstanceId: props.kmsInstanceId,
      });
    const project = logProject(this, 'LogProject', {
      name: props.logProjectName,
      prefix: `${this.resourcePrefix}-cluster-logs`,
      vpcId: network.vpcId,
      description: `Control plane and audit of ${this.name}`,
    });
    this.logProjectName = project.projectName;
    const group = nodeSecurityGroup(this, 'SecurityGroup', {
      name: `${this.name}-cluster`,
      vpcId: network.vpcId,
      vpcCidr: network.cidr,
      internetEgress: network.internetEgress,
      loadBalancerPorts: props.loadBalancerPorts,
    });
    this.securityGroupId = group.id;

    const cluster = new ClusterWithConditions(this, 'Resource', {
      name: this.name,
      clusterSpec: 'ack.pro.small',
      version: props.version,
      vswitchIds: network.nodeVswitchIds,
      podVswitchIds: network.podVswitchIds,
      serviceCidr,
      securityGroupId: group.id,
      proxyMode: 'ipvs',
      // The provider does not send false for these two, so that the default of the API decides: hence the conditions below.
      slbInternetEnabled: false,
      newNatGateway: false,
      enableRrsa: true,
      encryptionProviderKey: this.secretsKey.keyId,
      // Without it the key is ignored on a cluster that was made without encryption.
      disableEncryption: false,
      // Otherwise the key of the cluster administrator is written to the state.
      skipSetCertificateAuthority: true,
      deletionProtection: true,
      controlPlaneLogComponents: ['apiserver', 'kcm', 'scheduler', 'ccm', 'controlplane-events'],
      controlPlaneLogTtl: String(LOG_RETENTION_DAYS),
      controlPlaneLogProject: project.projectName,
      auditLogConfig: { enabled: true, slsProjectName: project.projectName },
      deleteOptions: ['SLS_Data', 'SLS_ControlPlane'].map((resourceType) => ({ resourceType, deleteMode: 'retain' })),
      maintenanceWindow: maintenance._arguments(),
      operationPolicy:
        props.version === undefined ? { clusterAutoUpgrade: { enabled: true, channel: 'patch' } } : undefined,
      addons: clusterAddons({ networkMode, logProjectName: this.logProjectName }),
      lifecycle: { ...neverDestroyed(), postcondition: postconditions(network) },
    });
    this.cluster = cluster;
    this.resource = cluster;
    this.clusterId = cluster.id;
    this.auditLogStoreName = auditLogStoreOf(cluster.id);
    const rrsa = cluster.rrsaMetadata.get(0);
    this.oidcProviderArn = rrsa.ramOidcProviderArn;
    this.oidcIssuer = rrsa.rrsaOidcIssuerUrl;
  }

  /**
   * Lets ACK's policy governance refuse what a policy is about. It waits for the node pools of the cluster, on which the
   * policy engine runs.
   *
   * @param policy policy with its parameters
   * @param options where it holds and what happens
   * @returns the resource
   * @throws InputError when a parameter is wrong, or the policy would hit the cluster's own components
   */
  public enforce(policy: GovernancePolicy, options: PolicyOptions = {}): TerraformResource {
    return this._afterNodes(policyInstance(this, this.clusterId, policy, options));
  }

  /**
   * Adds or configures a component after the cluster was made. Its configuration is merged into what is there: a key that
   * is left out keeps its value.
   *
   * @param name name of the component in the ACK API, for example `ack-advanced-audit`
   * @param config configuration, whose values are texts
   * @returns the resource
   * @throws InputError when the name is not that of a component
   */
  public addAddon(name: string, config: { [key: string]: string } = {}): TerraformResource {
    const problems = new Problems(this.node.path);
    problems.add(...checkAddon(name));
    problems.throwIfAny();
    const resource = new CsKubernetesAddon(this, `Addon-${name}`, {
      clusterId: this.clusterId,
      name,
      config: Object.keys(config).length > 0 ? compactDocument(config) : undefined,
    });
    return this._afterNodes(resource);
  }

  /**
   * Says in the request that the load balancer of the API server is a private one (`control_plane_endpoints_config`), which is
   * the default of ACK otherwise, and held by a condition. Providers of 1.287 and newer send it: the stack accepts no others.
   */
  public requestPrivateEndpoint(): void {
    this.cluster.putControlPlaneEndpointsConfig({ loadBalancersConfig: [{ endpointType: 'private' }] });
    stackOf(this).addOverride('terraform.required_providers.alicloud.version', ENDPOINTS_PROVIDER_VERSION);
  }

  /** @internal */
  public _afterNodes(resource: TerraformResource): TerraformResource {
    resource.dependsOn = this.runnable;
    return resource;
  }

  /** @internal */
  public _runsOn(pool: ITerraformDependable): void {
    // The address: fqn is an expression, which Terraform refuses in depends_on.
    this.runnable.push(dependable(pool));
  }

  private check(
    { version, maintenance, network, networkMode, secretsKey, ...props }: AckClusterProps,
    serviceCidr: string,
  ): void {
    const problems = new Problems(this.node.path);
    problems.add(
      ...['name', 'resourcePrefix'].flatMap((property) =>
        checkPattern(property, this[property as 'name'], /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, {
          allowed: '2 to 32 lower case letters, digits and dashes, the first a letter',
          fix: 'give another one: security groups begin with a letter',
        }),
      ),
      ...checkPattern('logProjectName', props.logProjectName, LOG_PROJECT_NAME, LOG_PROJECT_NAME_RULE),
      ...(props.loadBalancerPorts ?? []).flatMap((port) =>
        checkBounds('port of load balancers', port, [1, 65535], 'name ports that pods listen on'),
      ),
      ...checkPattern('version', version, /^1\.\d+\.\d+-aliyun\.\d+$/, {
        allowed: 'a version of ACK such as 1.34.1-aliyun.1',
        fix: 'leave it out for the newest, or copy one from the list of supported versions',
      }),
      ...checkKnown(serviceCidr, (cidr) =>
        checkKnown(network.cidr, (vpc) => checkSeparate('range of Services', cidr, vpc)),
      ),
      ...checkOldest(version),
      ...checkNetwork(network),
      ...checkKey('key of Secrets', secretsKey, regionOf(this)),
      ...(networkMode === undefined || ENFORCING.includes(networkMode) ? [] : [notEnforcing(networkMode)]),
      ...(maintenance?._problems() ?? []),
    );
    problems.throwIfAny();
  }
}

/** ACK names the store. */
function auditLogStoreOf(clusterId: string): string {
  return `audit-${clusterId}`;
}

/** What nobody can see in the request, because the provider leaves it out: the apply stops before nodes are made. */
function postconditions(network: INetworkPerimeter) {
  const isEmpty = (attribute: string) => `\${try(length(self.${attribute}), 0) == 0}`;
  const isPrivate = {
    condition: isEmpty('slb_internet'),
    errorMessage: 'The API server has an address on the Internet. Remove it in the ACK console, then apply again.',
  };
  const hasNoNat = {
    condition: isEmpty('nat_gateway_id'),
    errorMessage:
      'ACK made a NAT gateway, through which pods reach the Internet. Delete it in the VPC console, then apply again.',
  };
  return network.internetEgress ? [isPrivate] : [isPrivate, hasNoNat];
}

function notEnforcing(networkMode: NetworkMode): Problem {
  return {
    what: 'network plug-in does not enforce network policies',
    got: networkMode,
    allowed: ENFORCING.join(', '),
    fix: 'leave it out for Terway with shared ENIs',
  };
}
