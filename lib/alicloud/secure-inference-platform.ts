import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { AckCluster } from './ack-cluster';
import { AckPolicy } from './ack-policy';
import { AuditTrail } from './audit-trail';
import { GpuNodePool } from './gpu-node-pool';
import { ModelStore } from './model-store';
import { NetworkPerimeter } from './network-perimeter';
import { CsKubernetesPolicyInstance } from './provider/cs-kubernetes-policy-instance';
import { RrsaRole } from './rrsa-role';
import { RuntimeDetection, RuntimeDetectionProps } from './runtime-detection';
import {
  PlatformPoolOptions,
  PlatformRegistryOptions,
  SecureInferencePlatformProps,
  WorkloadOptions,
} from './secure-inference-platform-props';
import { SecureRegistry } from './secure-registry';
import { ServiceMesh } from './service-mesh';
import { checkPattern } from './support/known';
import { regionOf } from './support/stack';
import { SystemNodePool } from './system-node-pool';
import { WorkloadContext } from './workload-context';
import { nameFromId } from '../kubernetes/names';
import { Problem, Problems } from '../private/problems';

/**
 * Policies that services of this library follow, sidecar of the mesh included: ACK looks at pods after the sidecar is in.
 * Digests and sizes of scratch directories are not among them, since the sidecar has neither. Its root is read-only: Istio's
 * template of the CNI plug-in says so.
 */
const POD_POLICIES = [
  AckPolicy.NOT_PRIVILEGED,
  AckPolicy.READ_ONLY_ROOT,
  AckPolicy.NO_PRIVILEGE_ESCALATION,
  AckPolicy.NO_HOST_NAMESPACE,
  AckPolicy.NO_SHARED_PROCESSES,
  AckPolicy.NO_EPHEMERAL_CONTAINER,
  AckPolicy.NO_SECRETS_IN_ENVIRONMENT,
  AckPolicy.NO_SERVICE_ENVIRONMENT,
  AckPolicy.NO_TOKEN,
  AckPolicy.noHostNetwork(),
  AckPolicy.hostPaths(),
  AckPolicy.noCapabilities(),
];
const CLUSTER_POLICIES = [AckPolicy.NO_INTERNET_LOAD_BALANCER, AckPolicy.NO_NODE_PORT, AckPolicy.protectCoreDns(2)];

/**
 * Everything that services rely on, wired: network, cluster with policies, nodes, models and who may read them, mesh, alerts
 * and evidence. A registry and Security Center are added where the account has none.
 */
export class SecureInferencePlatform extends Construct {
  /** Name of the platform. */
  public readonly name: string;

  /** First part of the names that an account has once. */
  public readonly resourcePrefix: string;

  /** Region of the platform. */
  public readonly region: string;

  /** Network of the cluster. */
  public readonly network: NetworkPerimeter;

  /** The cluster. */
  public readonly cluster: AckCluster;

  /** Nodes of the cluster's own components. */
  public readonly systemNodes: SystemNodePool;

  /** Bucket with the models. */
  public readonly models: ModelStore;

  /** Alerts on the audit log, and its copy that nobody can change. */
  public readonly audit: AuditTrail;

  /** Mesh of the cluster. */
  public readonly mesh: ServiceMesh;

  /** What has no Terraform resource, and is left to a person. It is an output of the stack as well. */
  public readonly manualSteps: string[] = [];

  private readonly allowedImages: string[] = [];
  private imagePolicy?: CsKubernetesPolicyInstance;
  private readonly namespaces: string[];
  private readonly defaults: Pick<SecureInferencePlatformProps, 'hardening' | 'kmsInstanceId'>;

  /**
   * Defines the platform.
   *
   * @param scope stack with an `AlicloudProvider`
   * @param id construct id
   * @param props zones, bucket and namespaces
   * @throws InputError that lists what is wrong with the properties of a part
   */
  public constructor(scope: Construct, id: string, props: SecureInferencePlatformProps) {
    super(scope, id);
    this.name = props.name ?? nameFromId(id);
    this.resourcePrefix = props.resourcePrefix ?? nameFromId(id);
    this.defaults = props;
    this.region = regionOf(this);
    this.network = new NetworkPerimeter(this, 'Network', { name: this.name, zones: props.zones, cidr: props.cidr });
    this.cluster = new AckCluster(this, 'Cluster', {
      name: this.name,
      network: this.network,
      version: props.kubernetesVersion,
      resourcePrefix: this.resourcePrefix,
      secretsKey: props.secretsKey,
      kmsInstanceId: props.kmsInstanceId,
      loadBalancerPorts: props.loadBalancerPorts,
    });
    this.systemNodes = new SystemNodePool(this, 'System', {
      cluster: this.cluster,
      instanceTypes: props.systemInstanceTypes,
      hardening: props.hardening,
    });
    this.models = new ModelStore(this, 'Models', {
      bucketName: props.modelBucketName,
      network: this.network,
      key: props.modelKey,
      kmsInstanceId: props.kmsInstanceId,
    });
    this.audit = new AuditTrail(this, 'Audit', {
      cluster: this.cluster,
      evidenceBucketName: `${props.modelBucketName}-audit`,
      lock: props.evidenceLock,
    });
    this.mesh = new ServiceMesh(this, 'Mesh', { cluster: this.cluster });
    this.namespaces = props.namespaces;
    this.enforce(props.namespaces);
    this.output('cluster_id', this.cluster.clusterId, 'Id of the cluster');
    this.output('vpc_id', this.network.vpcId, 'Id of the VPC');
    this.output('log_project', this.cluster.logProjectName, 'Project of Simple Log Service with the audit log');
    this.output('audit_log_store', this.cluster.auditLogStoreName, 'Store with the audit log');
    this.output('model_bucket', this.models.bucketName, 'Bucket with the models');
    this.output('evidence_bucket', this.audit.evidenceBucketName, 'Bucket with the audit log that nobody can change');
    this.output('mesh_id', this.mesh.meshId, 'Id of the mesh');
    this.output('manual_steps', this.manualSteps, 'What has no Terraform resource, to be done by hand after the apply');
    this.addManualSteps(AuditTrail.MANUAL_STEPS);
  }

  /**
   * Adds GPU nodes.
   *
   * @param id construct id, from which the name of the pool is made
   * @param options instances and their number
   */
  public addGpuPool(id: string, options: PlatformPoolOptions): GpuNodePool {
    return new GpuNodePool(this, id, { cluster: this.cluster, hardening: this.defaults.hardening, ...options });
  }

  /**
   * Adds a registry that nodes reach inside the VPC. Images of workloads that come from elsewhere are refused, those of
   * the registry of ACK in the region excepted, from which the mesh takes its sidecar.
   *
   * @param id construct id
   * @param options repositories
   */
  public addRegistry(id: string, options: PlatformRegistryOptions): SecureRegistry {
    const { otherImagePrefixes = [], ...own } = options;
    const { kmsInstanceId } = this.defaults;
    const registry = new SecureRegistry(this, id, { network: this.network, kmsInstanceId, ...own });
    const sidecars = `registry-${this.region}-vpc.ack.aliyuncs.com/acs/`;
    const output = this.imagePolicy ? `registry_host_${nameFromId(id)}` : 'registry_host';
    this.allowedImages.push(...registry.imagePrefixes, ...otherImagePrefixes);
    this.enforceImages([...this.allowedImages, sidecars]);
    this.output(output, registry.host, 'Host from which nodes pull images');
    this.addManualSteps(SecureRegistry.MANUAL_STEPS);
    return registry;
  }

  /**
   * Adds Security Center for the account, unless another stack did.
   *
   * @param id construct id
   * @param options edition and rules
   */
  public addRuntimeDetection(id: string, options: RuntimeDetectionProps = {}): RuntimeDetection {
    this.addManualSteps(RuntimeDetection.MANUAL_STEPS);
    const detection = new RuntimeDetection(this, id, options);
    if (detection.resource) {
      this.models._scanAfter(detection.resource);
    }
    return detection;
  }

  /**
   * Lets a workload mount its model and says what its manifests must know.
   *
   * @param name name of the workload, unique in its namespace
   * @param options namespace, nodes and model
   * @returns plain data for the Kubernetes half
   * @throws InputError when the namespace is not one of the platform, or no directory is named
   */
  public workloadContext(name: string, options: WorkloadOptions): WorkloadContext {
    const { namespace, pool, modelPrefix, fuseServiceAccount = 'csi-fuse-ossfs' } = options;
    const problems = new Problems(this.node.path);
    problems.add(
      ...(this.namespaces.includes(namespace) ? [] : [notOfPlatform(namespace, this.namespaces)]),
      ...checkPattern('directory of the model', modelPrefix, /^[^/*?][^*?]*$/, {
        allowed: 'a directory in the bucket, for example qwen3-8b/v1',
        fix: 'name the one of this model: otherwise the workload reads all of them',
      }),
    );
    problems.throwIfAny();
    const role = RrsaRole.forModelMount(this, `${namespace}-${name}-models`, {
      cluster: this.cluster,
      roleName: `${this.resourcePrefix}-${namespace}-${name}-models`,
      fuseServiceAccount,
    });
    role.grantRead(this.models, modelPrefix);
    return {
      namespace,
      region: this.region,
      host: pool.host(),
      model: { ...this.models.location(modelPrefix), roleName: role.roleName, fuseServiceAccount },
    };
  }

  /** One policy with the images of all registries: of two, each would refuse those of the other. */
  private enforceImages(prefixes: string[]): void {
    const policy = AckPolicy.allowedRepositories(prefixes);
    this.imagePolicy ??= this.cluster.enforce(policy, { namespaces: this.namespaces }) as CsKubernetesPolicyInstance;
    const problems = new Problems(this.node.path);
    problems.add(...policy._problems({ namespaces: this.namespaces }));
    problems.throwIfAny();
    this.imagePolicy.parameters = policy.parameters;
  }

  private enforce(namespaces: string[]): void {
    for (const policy of POD_POLICIES) {
      this.cluster.enforce(policy, { namespaces });
    }
    for (const policy of [...CLUSTER_POLICIES, AckPolicy.protectNamespaces(namespaces)]) {
      this.cluster.enforce(policy);
    }
  }

  private addManualSteps(steps: string[]): void {
    this.manualSteps.push(...steps);
  }

  private output(name: string, value: string | string[], description: string): void {
    const output = new TerraformOutput(this, name, { value, description });
    output.overrideLogicalId(`${this.resourcePrefix}_${name}`);
  }
}

/** There the policies of the platform do not hold. */
function notOfPlatform(got: string, namespaces: string[]): Problem {
  return {
    what: 'namespace is not one of the platform',
    got,
    allowed: namespaces.join(', '),
    fix: 'add it to the namespaces of the platform, or deploy to one of them',
  };
}
