import { AckObjectPolicy } from './ack-object-policy';
import {
  LabelPattern,
  NumberRange,
  RequiredLabel,
  RequiredProbe,
  ResourceBounds,
  ResourceChoices,
  ResourceRanges,
} from './ack-policy-options';
import { GovernancePolicy } from './governance-policy';
import { checkExpressions, checkNumbers, checkPrefixes, checkQuantities, checkSome } from './support/policy-parameters';

/**
 * Policies of ACK about workloads: images, tokens, resources, labels and probes. They name the namespaces they hold for.
 */
export class AckWorkloadPolicy extends AckObjectPolicy {
  /** No Secrets in environment variables. */
  public static readonly NO_SECRETS_IN_ENVIRONMENT = GovernancePolicy._ofPods('ACKNoEnvVarSecrets');

  /** Pods say under which user and with which rights they run. */
  public static readonly SECURITY_CONTEXT = GovernancePolicy._ofPods('ACKPodsRequireSecurityContext');

  /** Containers of a pod do not see each other's processes. */
  public static readonly NO_SHARED_PROCESSES = GovernancePolicy._ofPods('ACKBlockProcessNamespaceSharing');

  /** Scratch directories have a size. */
  public static readonly EMPTY_DIR_SIZE = GovernancePolicy._ofPods('ACKEmptyDirHasSizeLimit');

  /** Pods with local data say whether they may be evicted. */
  public static readonly SAFE_TO_EVICT = GovernancePolicy._ofPods('ACKLocalStorageRequireSafeToEvict');

  /** Pods have a sidecar of the mesh. */
  public static readonly MESH_SIDECAR = GovernancePolicy._ofPods('ASMSidecarInjectionEnforced');

  /** Addresses of Services are not put into environment variables. */
  public static readonly NO_SERVICE_ENVIRONMENT = GovernancePolicy._ofPods('ACKBlockAutoinjectServiceEnv');

  /** Tokens of service accounts are not mounted. */
  public static readonly NO_TOKEN = GovernancePolicy._ofPods('ACKBlockAutomountToken');

  /** Nobody adds a debugging container to a running pod. */
  public static readonly NO_EPHEMERAL_CONTAINER = GovernancePolicy._ofPods('ACKBlockEphemeralContainer');

  /** Images are named by digest. */
  public static readonly IMAGE_DIGEST = GovernancePolicy._ofPods('ACKImageDigests');

  /** Images are signed, as Ratify verifies it. */
  public static readonly SIGNED_IMAGE = GovernancePolicy._ofPods('RatifyVerification');

  /**
   * Pods have none of these kinds of volumes.
   *
   * @param volumes kinds, for example `hostPath`
   */
  public static blockVolumeTypes(volumes: string[]): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKBlockVolumeTypes', { volumes }, checkSome('kinds of volumes', volumes));
  }

  /**
   * Images come from certain repositories only. What is compared is the first part of the name.
   *
   * @param repositories first parts of image names, each with a slash at the end: without it `…/ai` lets `…/ai-evil` in
   */
  public static allowedRepositories(repositories: string[]): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKAllowedRepos', { repos: repositories }, checkPrefixes(repositories));
  }

  /**
   * Containers have limits, and none above these.
   *
   * @param limits the largest
   */
  public static containerLimits(limits: ResourceBounds): GovernancePolicy {
    return GovernancePolicy._ofPods(
      'ACKContainerLimits',
      { ...limits },
      checkQuantities('largest of CPU and memory', [limits.cpu, limits.memory]),
    );
  }

  /**
   * Containers have requests, and none above these.
   *
   * @param requests the largest
   */
  public static containerRequests(requests: ResourceBounds): GovernancePolicy {
    return GovernancePolicy._ofPods(
      'ACKContainerRequests',
      { ...requests },
      checkQuantities('largest of CPU and memory', [requests.cpu, requests.memory]),
    );
  }

  /**
   * CPU and memory of containers are within bounds.
   *
   * @param ranges the bounds
   */
  public static containerResources(ranges: ResourceRanges): GovernancePolicy {
    return GovernancePolicy._ofPods(
      'ACKContainerResourcesRange',
      { ...ranges },
      Object.values(ranges).flatMap(({ min, max }) => checkQuantities('bound of CPU and memory', [min, max])),
    );
  }

  /**
   * CPU and memory of containers are chosen from lists.
   *
   * @param choices the lists
   */
  public static containerSizes(choices: ResourceChoices): GovernancePolicy {
    const { cpuRequests = [], cpuLimits = [], memoryRequests = [], memoryLimits = [] } = choices;
    const all = [...cpuRequests, ...cpuLimits, ...memoryRequests, ...memoryLimits];
    return GovernancePolicy._ofPods(
      'ACKContainerResourcesWhitelist',
      { cpuRequests, cpuLimits, memoryRequests, memoryLimits },
      [...checkSome('sizes of containers', all), ...checkQuantities('size of a container', all)],
    );
  }

  /**
   * Pods have labels.
   *
   * @param labels the labels
   */
  public static requiredLabels(labels: RequiredLabel[]): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKRequiredLabels', { labels }, [
      ...checkSome('labels', labels),
      ...checkExpressions(labels.map(({ allowedRegex }) => allowedRegex)),
    ]);
  }

  /**
   * Containers have probes.
   *
   * @param probes the probes
   */
  public static requiredProbes(probes: RequiredProbe[]): GovernancePolicy {
    return GovernancePolicy._ofPods(
      'ACKRequiredProbes',
      { probes, probeTypes: ['tcpSocket', 'httpGet', 'exec', 'grpc'] },
      checkSome('probes', probes),
    );
  }

  /**
   * Pods select nodes by certain labels.
   *
   * @param selector the labels
   */
  public static requiredNodeSelector(selector: LabelPattern[]): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKRequiredNodeSelector', { nodeSelector: selector }, [
      ...checkSome('labels', selector),
      ...checkExpressions(selector.map(({ allowedRegex }) => allowedRegex)),
    ]);
  }

  /**
   * Workloads have a number of replicas within bounds.
   *
   * @param replicas the bounds
   */
  public static replicas(replicas: NumberRange): GovernancePolicy {
    return GovernancePolicy._ofPods(
      'ACKWorkloadReplicasRange',
      { minReplicas: replicas.min, maxReplicas: replicas.max },
      checkNumbers('range of replicas', replicas, 0),
    );
  }
}
