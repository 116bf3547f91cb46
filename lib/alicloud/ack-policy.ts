import {
  AllowedSubject,
  HostPathPrefix,
  LabelPattern,
  NumberRange,
  PolicyLabel,
  PolicyOptions,
  RegionListMode,
  RequiredLabel,
  RequiredProbe,
  ResourceBounds,
  ResourceChoices,
  ResourceRanges,
  RestrictedRole,
  SeLinuxLabels,
} from './ack-policy-options';
import {
  checkExpressions,
  checkNames,
  checkNumbers,
  checkPrefixes,
  checkQuantities,
  checkSome,
  checkWords,
} from './support/policy-parameters';
import { Problem } from '../private/problems';

const RBAC = 'rbac.authorization.k8s.io';

/** Namespaces in which ACK's own components run. */
const SYSTEM_NAMESPACES = ['kube-system', 'kube-public', 'ack-csi-fuse', 'istio-system', 'gatekeeper-system'];

/**
 * A policy of ACK's own library, enforced by its policy governance. Names and parameters are those of "Container security
 * policy rule base" of the ACK documentation.
 */
export class AckPolicy {
  /** No Secrets in environment variables. */
  public static readonly NO_SECRETS_IN_ENVIRONMENT = AckPolicy.ofPods('ACKNoEnvVarSecrets');

  /** Pods say under which user and with which rights they run. */
  public static readonly SECURITY_CONTEXT = AckPolicy.ofPods('ACKPodsRequireSecurityContext');

  /** Volumes that are bound are not deleted. */
  public static readonly PROTECT_BOUND_VOLUMES = AckPolicy.of('ACKProtectBoundingPV');

  /** Containers of a pod do not see each other's processes. */
  public static readonly NO_SHARED_PROCESSES = AckPolicy.ofPods('ACKBlockProcessNamespaceSharing');

  /** Scratch directories have a size. */
  public static readonly EMPTY_DIR_SIZE = AckPolicy.ofPods('ACKEmptyDirHasSizeLimit');

  /** Pods with local data say whether they may be evicted. */
  public static readonly SAFE_TO_EVICT = AckPolicy.ofPods('ACKLocalStorageRequireSafeToEvict');

  /** Pods have a sidecar of the mesh. */
  public static readonly MESH_SIDECAR = AckPolicy.ofPods('ASMSidecarInjectionEnforced');

  /** Addresses of Services are not put into environment variables. */
  public static readonly NO_SERVICE_ENVIRONMENT = AckPolicy.ofPods('ACKBlockAutoinjectServiceEnv');

  /** Tokens of service accounts are not mounted. */
  public static readonly NO_TOKEN = AckPolicy.ofPods('ACKBlockAutomountToken');

  /** Nobody adds a debugging container to a running pod. */
  public static readonly NO_EPHEMERAL_CONTAINER = AckPolicy.ofPods('ACKBlockEphemeralContainer');

  /** Load balancers have no address on the Internet. */
  public static readonly NO_INTERNET_LOAD_BALANCER = AckPolicy.of('ACKBlockInternetLoadBalancer');

  /** Services open no port of nodes. */
  public static readonly NO_NODE_PORT = AckPolicy.of('ACKBlockNodePort');

  /** Images are named by digest. */
  public static readonly IMAGE_DIGEST = AckPolicy.ofPods('ACKImageDigests');

  /** Ingresses of nginx have no path that reads files (CVE-2021-25745). */
  public static readonly NGINX_PATH = AckPolicy.of('ACKCheckNginxPath');

  /** Ingresses of nginx have no annotation that reads files (CVE-2021-25746). */
  public static readonly NGINX_ANNOTATION = AckPolicy.of('ACKCheckNginxAnnotation');

  /** Images are signed, as Ratify verifies it. */
  public static readonly SIGNED_IMAGE = AckPolicy.ofPods('RatifyVerification');

  /** Containers are not privileged. */
  public static readonly NOT_PRIVILEGED = AckPolicy.ofPods('ACKPSPPrivilegedContainer');

  /** Processes gain no rights. */
  public static readonly NO_PRIVILEGE_ESCALATION = AckPolicy.ofPods('ACKPSPAllowPrivilegeEscalationContainer');

  /** Pods do not see processes of the node. */
  public static readonly NO_HOST_NAMESPACE = AckPolicy.ofPods('ACKPSPHostNamespace');

  /** The root file system is read-only. */
  public static readonly READ_ONLY_ROOT = AckPolicy.ofPods('ACKPSPReadOnlyRootFilesystem');

  /** Nobody makes an application load balancer. */
  public static readonly NO_ALB = AckPolicy.of('ACKRestrictALBCreation');

  /**
   * Nothing is made in namespaces that are not for users.
   *
   * @param namespaces the namespaces
   */
  public static restrictNamespaces(namespaces: string[]): AckPolicy {
    return AckPolicy.of(
      'ACKRestrictNamespaces',
      { restrictedNamespaces: namespaces },
      checkNames('namespaces', namespaces),
    );
  }

  /**
   * A role is bound to certain subjects only.
   *
   * @param role the role
   * @param subjects who may have it; none lets nobody have it
   */
  public static restrictRoleBindings(role: RestrictedRole, subjects: AllowedSubject[]): AckPolicy {
    return AckPolicy.of(
      'ACKRestrictRoleBindings',
      {
        restrictedRole: { apiGroup: RBAC, ...role },
        // As the API server completes subjects, with which they are compared.
        allowedSubjects: subjects.map((subject) => (isAccount(subject) ? subject : { apiGroup: RBAC, ...subject })),
      },
      [
        ...checkWords('kind of the role', [role.kind], ['ClusterRole', 'Role']),
        ...subjects.flatMap(({ kind }) => checkWords('kind of a subject', [kind], ['User', 'Group', 'ServiceAccount'])),
      ],
    );
  }

  /**
   * Namespaces are not deleted.
   *
   * @param namespaces the namespaces
   */
  public static protectNamespaces(namespaces: string[]): AckPolicy {
    return AckPolicy.of(
      'ACKNamespacesDeleteProtection',
      { protectionNamespaces: namespaces },
      checkNames('namespaces', namespaces),
    );
  }

  /**
   * Services are not deleted.
   *
   * @param services names of the Services
   */
  public static protectServices(services: string[]): AckPolicy {
    return AckPolicy.of(
      'ACKServicesDeleteProtection',
      { protectionServices: services },
      checkNames('Services', services),
    );
  }

  /**
   * Nodes with one of the labels are not deleted.
   *
   * @param labels the labels
   */
  public static protectNodes(labels: PolicyLabel[]): AckPolicy {
    return AckPolicy.of('ACKBlockNodeDelete', { protectedLabels: labelPairs(labels) }, checkSome('labels', labels));
  }

  /**
   * Objects with one of the labels are not deleted.
   *
   * @param labels the labels
   */
  public static protectObjects(labels: PolicyLabel[]): AckPolicy {
    return AckPolicy.of('ACKResourceDeletionProtection', { labels: labelPairs(labels) }, checkSome('labels', labels));
  }

  /**
   * CoreDNS is not scaled down.
   *
   * @param minReplicas replicas that stay
   */
  public static protectCoreDns(minReplicas: number): AckPolicy {
    return AckPolicy.of(
      'ACKProtectCoreDNS',
      { min_replicas: minReplicas },
      checkNumbers('replicas of CoreDNS', { min: minReplicas, max: minReplicas }, 1),
    );
  }

  /**
   * Volumes of OSS are in certain regions only, or anywhere but there.
   *
   * @param regions the regions, for example `cn-hangzhou`
   * @param mode how the list is meant
   */
  public static ossRegions(regions: string[], mode: RegionListMode = RegionListMode.ALLOW): AckPolicy {
    return AckPolicy.of('ACKOSSStorageLocationConstraint', { mode, regions }, checkNames('regions', regions));
  }

  /**
   * Volumes are not larger than a size.
   *
   * @param maxSize Kubernetes quantity, for example `500Gi`
   */
  public static volumeSize(maxSize: string): AckPolicy {
    return AckPolicy.of('ACKPVSizeConstraint', { maxSize }, checkQuantities('largest volume', [maxSize]));
  }

  /**
   * Claims are made in certain namespaces only, and are not larger than a size.
   *
   * @param maxSize Kubernetes quantity, for example `500Gi`
   * @param namespaces namespaces in which there may be claims
   */
  public static claims(maxSize: string, namespaces: string[]): AckPolicy {
    return AckPolicy.of('ACKPVCConstraint', { maxSize, allowNamespaces: namespaces }, [
      ...checkQuantities('largest claim', [maxSize]),
      ...checkNames('namespaces', namespaces),
    ]);
  }

  /**
   * Pods have none of these kinds of volumes.
   *
   * @param volumes kinds, for example `hostPath`
   */
  public static blockVolumeTypes(volumes: string[]): AckPolicy {
    return AckPolicy.ofPods('ACKBlockVolumeTypes', { volumes }, checkSome('kinds of volumes', volumes));
  }

  /**
   * Images come from certain repositories only. What is compared is the first part of the name.
   *
   * @param repositories first parts of image names, each with a slash at the end: without it `…/ai` lets `…/ai-evil` in
   */
  public static allowedRepositories(repositories: string[]): AckPolicy {
    return AckPolicy.ofPods('ACKAllowedRepos', { repos: repositories }, checkPrefixes(repositories));
  }

  /**
   * No load balancers in certain namespaces.
   *
   * @param namespaces the namespaces
   */
  public static blockLoadBalancer(namespaces: string[]): AckPolicy {
    return AckPolicy.of(
      'ACKBlockLoadBalancer',
      { restrictedNamespaces: namespaces },
      checkNames('namespaces', namespaces),
    );
  }

  /**
   * Containers have limits, and none above these.
   *
   * @param limits the largest
   */
  public static containerLimits(limits: ResourceBounds): AckPolicy {
    return AckPolicy.ofPods(
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
  public static containerRequests(requests: ResourceBounds): AckPolicy {
    return AckPolicy.ofPods(
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
  public static containerResources(ranges: ResourceRanges): AckPolicy {
    return AckPolicy.ofPods(
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
  public static containerSizes(choices: ResourceChoices): AckPolicy {
    const { cpuRequests = [], cpuLimits = [], memoryRequests = [], memoryLimits = [] } = choices;
    const all = [...cpuRequests, ...cpuLimits, ...memoryRequests, ...memoryLimits];
    return AckPolicy.ofPods(
      'ACKContainerResourcesWhitelist',
      { cpuRequests, cpuLimits, memoryRequests, memoryLimits },
      [...checkSome('sizes of containers', all), ...checkQuantities('size of a container', all)],
    );
  }

  /**
   * Services take no external address but these.
   *
   * @param addresses the addresses; none lets none through
   */
  public static externalIps(addresses: string[] = []): AckPolicy {
    return AckPolicy.of('ACKExternalIPs', { allowedIPs: addresses });
  }

  /**
   * Pods have labels.
   *
   * @param labels the labels
   */
  public static requiredLabels(labels: RequiredLabel[]): AckPolicy {
    return AckPolicy.ofPods('ACKRequiredLabels', { labels }, [
      ...checkSome('labels', labels),
      ...checkExpressions(labels.map(({ allowedRegex }) => allowedRegex)),
    ]);
  }

  /**
   * Containers have probes.
   *
   * @param probes the probes
   */
  public static requiredProbes(probes: RequiredProbe[]): AckPolicy {
    return AckPolicy.ofPods(
      'ACKRequiredProbes',
      { probes, probeTypes: ['tcpSocket', 'httpGet', 'exec', 'grpc'] },
      checkSome('probes', probes),
    );
  }

  /**
   * Processes run under certain users and groups only.
   *
   * @param users the users, without 0, which is root
   * @param groups the groups, also those of volumes; the numbers of the users where they are left out
   */
  public static allowedUsers(users: NumberRange, groups: NumberRange = users): AckPolicy {
    const mustRunAs = (range: NumberRange) => ({ rule: 'MustRunAs', ranges: [range] });
    return AckPolicy.ofPods(
      'ACKPSPAllowedUsers',
      {
        runAsUser: mustRunAs(users),
        runAsGroup: mustRunAs(groups),
        supplementalGroups: mustRunAs(groups),
        fsGroup: mustRunAs(groups),
      },
      [...checkNumbers('range of users', users, 1), ...checkNumbers('range of groups', groups, 1)],
    );
  }

  /**
   * Files of volumes belong to certain groups only.
   *
   * @param groups the groups
   */
  public static fsGroup(groups: NumberRange): AckPolicy {
    return AckPolicy.ofPods(
      'ACKPSPFSGroup',
      { rule: 'MustRunAs', ranges: [groups] },
      checkNumbers('range of groups', groups, 1),
    );
  }

  /**
   * Containers run under certain AppArmor profiles only.
   *
   * @param profiles the profiles, for example `runtime/default`
   */
  public static appArmor(profiles: string[]): AckPolicy {
    return AckPolicy.ofPods('ACKPSPAppArmor', { allowedProfiles: profiles }, checkSome('profiles', profiles));
  }

  /** Containers drop every capability of Linux. */
  public static noCapabilities(): AckPolicy {
    return AckPolicy.capabilities([]);
  }

  /**
   * Containers drop every capability of Linux, and add certain ones at most.
   *
   * @param allowed what they may add, for example `NET_BIND_SERVICE`
   */
  public static capabilities(allowed: string[]): AckPolicy {
    const parameters = { allowedCapabilities: allowed, requiredDropCapabilities: ['ALL'] };
    return AckPolicy.ofPods('ACKPSPCapabilities', parameters);
  }

  /**
   * Pods use certain FlexVolume drivers only.
   *
   * @param drivers the drivers; none lets none through
   */
  public static flexVolumes(drivers: string[] = []): AckPolicy {
    return AckPolicy.ofPods('ACKPSPFlexVolumes', { allowedFlexVolumes: drivers.map((driver) => ({ driver })) });
  }

  /**
   * Pods set none of these kernel parameters.
   *
   * @param sysctls names; `*` stands for all
   */
  public static forbiddenSysctls(sysctls: string[] = ['*']): AckPolicy {
    return AckPolicy.ofPods(
      'ACKPSPForbiddenSysctls',
      { forbiddenSysctls: sysctls },
      checkSome('kernel parameters', sysctls),
    );
  }

  /**
   * Pods mount certain directories of nodes only.
   *
   * @param paths the directories; none lets none through
   */
  public static hostPaths(paths: HostPathPrefix[] = []): AckPolicy {
    return AckPolicy.ofPods('ACKPSPHostFilesystem', { allowedHostPaths: paths });
  }

  /** Pods neither use the network of the node nor open its ports. */
  public static noHostNetwork(): AckPolicy {
    return AckPolicy.hostPorts({ min: 0, max: 0 });
  }

  /**
   * Pods do not use the network of the node, and open certain ports of it only.
   *
   * @param ports the ports
   */
  public static hostPorts(ports: NumberRange): AckPolicy {
    const parameters = { hostNetwork: false, ...ports };
    return AckPolicy.ofPods('ACKPSPHostNetworkingPorts', parameters, checkNumbers('range of ports', ports, 0));
  }

  /** Containers see `/proc` as the runtime masks it. */
  public static maskedProc(): AckPolicy {
    return AckPolicy.ofPods('ACKPSPProcMount', { procMount: 'Default' });
  }

  /** Containers set no SELinux labels. */
  public static noSeLinuxOptions(): AckPolicy {
    return AckPolicy.seLinux([]);
  }

  /**
   * Containers set certain SELinux labels only.
   *
   * @param labels the labels
   */
  public static seLinux(labels: SeLinuxLabels[]): AckPolicy {
    return AckPolicy.ofPods('ACKPSPSELinuxV2', { allowedSELinuxOptions: labels });
  }

  /**
   * Containers run under the seccomp profile of the runtime, or certain ones of the node.
   *
   * @param localhostProfiles profiles of the node, for example `profiles/audit.json`
   */
  public static seccomp(localhostProfiles: string[] = []): AckPolicy {
    return AckPolicy.ofPods('ACKPSPSeccomp', {
      allowedProfileTypes: ['RuntimeDefault', ...(localhostProfiles.length > 0 ? ['Localhost'] : [])],
      allowedProfiles: ['runtime/default', ...localhostProfiles.map((profile) => `localhost/${profile}`)],
    });
  }

  /**
   * Pods have certain kinds of volumes only.
   *
   * @param volumes kinds; the default is what services of this library have
   */
  public static volumeTypes(
    volumes: string[] = [
      'configMap',
      'csi',
      'downwardAPI',
      'emptyDir',
      'image',
      'persistentVolumeClaim',
      'projected',
      'secret',
    ],
  ): AckPolicy {
    return AckPolicy.ofPods('ACKPSPVolumeTypes', { volumes }, checkSome('kinds of volumes', volumes));
  }

  /**
   * Pods select nodes by certain labels.
   *
   * @param selector the labels
   */
  public static requiredNodeSelector(selector: LabelPattern[]): AckPolicy {
    return AckPolicy.ofPods('ACKRequiredNodeSelector', { nodeSelector: selector }, [
      ...checkSome('labels', selector),
      ...checkExpressions(selector.map(({ allowedRegex }) => allowedRegex)),
    ]);
  }

  /**
   * Workloads have a number of replicas within bounds.
   *
   * @param replicas the bounds
   */
  public static replicas(replicas: NumberRange): AckPolicy {
    return AckPolicy.ofPods(
      'ACKWorkloadReplicasRange',
      { minReplicas: replicas.min, maxReplicas: replicas.max },
      checkNumbers('range of replicas', replicas, 0),
    );
  }

  /**
   * A policy that is newer than this library.
   *
   * @param policyName name in the library of ACK
   * @param parameters parameters, as texts; lists and objects as JSON
   */
  public static named(policyName: string, parameters: { [name: string]: string } = {}): AckPolicy {
    return new AckPolicy(policyName, parameters, false, []);
  }

  private static of(policyName: string, parameters: object = {}, problems: Problem[] = []): AckPolicy {
    return new AckPolicy(policyName, texts(parameters), false, problems);
  }

  private static ofPods(policyName: string, parameters: object = {}, problems: Problem[] = []): AckPolicy {
    return new AckPolicy(policyName, texts(parameters), true, problems);
  }

  private constructor(
    /** Name in the library of ACK. */
    public readonly policyName: string,
    /** Parameters as the provider takes them: texts, in which lists and objects are JSON. */
    public readonly parameters: { [name: string]: string },
    private readonly isAboutPods: boolean,
    private readonly problems: Problem[],
  ) {}

  /** @internal */
  public _problems({ namespaces = [] }: PolicyOptions): Problem[] {
    const hit = namespaces.filter((namespace) => SYSTEM_NAMESPACES.includes(namespace));
    return this.isAboutPods && (namespaces.length === 0 || hit.length > 0)
      ? [
          ...this.problems,
          {
            what: `${this.policyName} would refuse pods of the cluster itself`,
            got: namespaces.length === 0 ? undefined : hit,
            allowed: 'namespaces of your own workloads',
            fix: "name them: cluster.enforce(policy, { namespaces: ['inference'] })",
          },
        ]
      : this.problems;
  }
}

function texts(parameters: object): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

function labelPairs(labels: PolicyLabel[]): object[] {
  return labels.map(({ key, value }) => ({ labelName: key, labelValue: value }));
}

function isAccount({ kind }: AllowedSubject): boolean {
  return kind === 'ServiceAccount';
}
