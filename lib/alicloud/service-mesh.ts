import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AckCluster } from './ack-cluster';
import { IAckCluster } from './ack-cluster-props';
import { ServiceMeshServiceMesh } from './provider/service-mesh-service-mesh';
import { checkBounds, checkPattern } from './support/known';
import { LOG_PROJECT_NAME, LOG_PROJECT_NAME_RULE, LOG_RETENTION_DAYS, logProject } from './support/log-storage';
import { checkNetwork } from './support/network';
import { Problems } from '../private/problems';

/** A mesh of Service Mesh (ASM). */
export interface IServiceMesh {
  /** Id of the mesh. */
  readonly meshId: string;
}

/** A mesh that exists already. */
export interface ServiceMeshAttributes {
  /** Id of the mesh. */
  readonly meshId: string;
}

/**
 * Edition of a mesh. The standard one is not among them: the provider does not switch its CNI plug-in on, without which
 * injected pods need rights that `restricted` namespaces refuse.
 */
export enum MeshEdition {
  /** Up to some thousand pods. */
  ENTERPRISE = 'enterprise',

  /** Several clusters, tens of thousands of pods. */
  ULTIMATE = 'ultimate',
}

/** What somebody may do with a mesh. */
export enum MeshAccess {
  /** Everything. */
  ADMINISTER = 'istio-admin',

  /** Change what is in the mesh. */
  OPERATE = 'istio-ops',

  /** Look at it. */
  READ = 'istio-readonly',
}

/** Properties of `ServiceMesh`. */
export interface ServiceMeshProps {
  /** Cluster whose pods are in the mesh. */
  readonly cluster: IAckCluster;

  /**
   * Name of the mesh.
   *
   * @default - the name of the cluster
   */
  readonly name?: string;

  /**
   * Name of the project of Simple Log Service with the logs. No other project of the region has it, whoever owns it.
   *
   * @default - the resource prefix of the cluster, `-mesh-logs-` and eight digits that belong to the VPC
   */
  readonly logProjectName?: string;

  /**
   * Edition of the mesh.
   *
   * @default MeshEdition.ENTERPRISE
   */
  readonly edition?: MeshEdition;

  /**
   * Version of the mesh, for example `v1.24.6.64-g1a2b3c4d-aliyun`. A version that is given is kept until you change it.
   *
   * @default - the newest
   */
  readonly version?: string;

  /**
   * Days that access logs and logs of the control plane are kept, 30 to 365.
   *
   * @default 180
   */
  readonly logDays?: number;
}

/**
 * A mesh that only its VPC reaches: the CNI plug-in, so that pods need no rights for their sidecar; calls to declared hosts
 * only; access, control plane and changes logged. Policies of the mesh are written with the manifests, through the API server
 * of the cluster.
 *
 * The provider reads the kubeconfig of the mesh into the state and cannot be told not to: keep the state encrypted.
 */
export class ServiceMesh extends Construct implements IServiceMesh {
  /**
   * A mesh that exists already.
   *
   * @param attributes id
   */
  public static fromServiceMeshAttributes(attributes: ServiceMeshAttributes): IServiceMesh {
    return { ...attributes };
  }

  public readonly meshId: string;

  /** Project of Simple Log Service that has the logs of the mesh. */
  public readonly logProjectName: string;

  /** The mesh itself. */
  public readonly resource: TerraformResource;

  /**
   * Defines the mesh.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props cluster
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: ServiceMeshProps) {
    super(scope, id);
    const { cluster, version, logDays = LOG_RETENTION_DAYS } = props;
    const name = props.name ?? cluster.name;
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPattern('name', name, /^[a-z0-9][a-z0-9-]{1,50}[a-z0-9]$/, {
        allowed: '3 to 52 lower case letters, digits and dashes',
        fix: 'give a name of that form: it is the name of the cluster by default',
      }),
      ...checkPattern('logProjectName', props.logProjectName, LOG_PROJECT_NAME, LOG_PROJECT_NAME_RULE),
      ...checkPattern('version', version, /^v1\.\d+(\.\d+)+(-[\w.-]+)?$/, {
        allowed: 'a version of Service Mesh such as v1.24.6.64-g1a2b3c4d-aliyun',
        fix: 'leave it out for the newest',
      }),
      ...checkNetwork(cluster.network),
      ...checkBounds('days that logs are kept', logDays, [30, 365], `leave it out for ${LOG_RETENTION_DAYS}`),
    );
    problems.throwIfAny();

    const { projectName } = logProject(this, 'LogProject', {
      name: props.logProjectName,
      prefix: `${cluster.resourcePrefix}-mesh-logs`,
      vpcId: cluster.network.vpcId,
      description: `Calls and changes in the mesh ${name}`,
    });
    this.logProjectName = projectName;
    const mesh = new ServiceMeshServiceMesh(this, 'Resource', {
      serviceMeshName: name,
      edition: 'Pro',
      clusterSpec: props.edition ?? MeshEdition.ENTERPRISE,
      version,
      clusterIds: [cluster.clusterId],
      network: { vpcId: cluster.network.vpcId, vswitcheList: [cluster.network.nodeVswitchIds[0]] },
      loadBalancer: { apiServerPublicEip: false },
      // Policies of the mesh are applied where every other object is.
      extraConfiguration: { crAggregationEnabled: true },
      meshConfig: {
        outboundTrafficPolicy: 'REGISTRY_ONLY',
        sidecarInjector: {
          autoInjectionPolicyEnabled: true,
          // Pods of the cluster itself have no sidecar; namespaces ask for it by a label.
          enableNamespacesByDefault: false,
          initCniConfiguration: { enabled: true },
        },
        accessLog: {
          enabled: true,
          project: projectName,
          sidecarEnabled: true,
          sidecarLifecycle: logDays,
          gatewayEnabled: true,
          gatewayLifecycle: logDays,
        },
        controlPlaneLog: { enabled: true, project: projectName, logTtlInDay: logDays },
        audit: { enabled: true, project: projectName },
      },
      // Where it was made is where it stays: another vSwitch would be another mesh.
      lifecycle: { ignoreChanges: ['network'] },
    });
    if (cluster instanceof AckCluster) {
      cluster._afterNodes(mesh);
    }
    this.meshId = mesh.id;
    this.resource = mesh;
  }
}
