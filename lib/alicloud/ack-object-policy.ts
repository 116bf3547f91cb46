import { AllowedSubject, PolicyLabel, RegionListMode, RestrictedRole } from './ack-policy-options';
import { GovernancePolicy } from './governance-policy';
import { checkNames, checkNumbers, checkQuantities, checkSome, checkWords } from './support/policy-parameters';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Policies of ACK about Services, volumes, namespaces, bindings and deletion. They hold for every namespace unless some are
 * named.
 */
export class AckObjectPolicy extends GovernancePolicy {
  /** Volumes that are bound are not deleted. */
  public static readonly PROTECT_BOUND_VOLUMES = GovernancePolicy._of('ACKProtectBoundingPV');

  /** Load balancers have no address on the Internet. */
  public static readonly NO_INTERNET_LOAD_BALANCER = GovernancePolicy._of('ACKBlockInternetLoadBalancer');

  /** Services open no port of nodes. */
  public static readonly NO_NODE_PORT = GovernancePolicy._of('ACKBlockNodePort');

  /** Ingresses of nginx have no path that reads files (CVE-2021-25745). */
  public static readonly NGINX_PATH = GovernancePolicy._of('ACKCheckNginxPath');

  /** Ingresses of nginx have no annotation that reads files (CVE-2021-25746). */
  public static readonly NGINX_ANNOTATION = GovernancePolicy._of('ACKCheckNginxAnnotation');

  /** Nobody makes an application load balancer. */
  public static readonly NO_ALB = GovernancePolicy._of('ACKRestrictALBCreation');

  /**
   * Nothing is made in namespaces that are not for users.
   *
   * @param namespaces the namespaces
   */
  public static restrictNamespaces(namespaces: string[]): GovernancePolicy {
    return GovernancePolicy._of(
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
  public static restrictRoleBindings(role: RestrictedRole, subjects: AllowedSubject[]): GovernancePolicy {
    return GovernancePolicy._of(
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
  public static protectNamespaces(namespaces: string[]): GovernancePolicy {
    return GovernancePolicy._of(
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
  public static protectServices(services: string[]): GovernancePolicy {
    return GovernancePolicy._of(
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
  public static protectNodes(labels: PolicyLabel[]): GovernancePolicy {
    return GovernancePolicy._of(
      'ACKBlockNodeDelete',
      { protectedLabels: labelPairs(labels) },
      checkSome('labels', labels),
    );
  }

  /**
   * Objects with one of the labels are not deleted.
   *
   * @param labels the labels
   */
  public static protectObjects(labels: PolicyLabel[]): GovernancePolicy {
    return GovernancePolicy._of(
      'ACKResourceDeletionProtection',
      { labels: labelPairs(labels) },
      checkSome('labels', labels),
    );
  }

  /**
   * CoreDNS is not scaled down.
   *
   * @param minReplicas replicas that stay
   */
  public static protectCoreDns(minReplicas: number): GovernancePolicy {
    return GovernancePolicy._of(
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
  public static ossRegions(regions: string[], mode: RegionListMode = RegionListMode.ALLOW): GovernancePolicy {
    return GovernancePolicy._of('ACKOSSStorageLocationConstraint', { mode, regions }, checkNames('regions', regions));
  }

  /**
   * Volumes are not larger than a size.
   *
   * @param maxSize Kubernetes quantity, for example `500Gi`
   */
  public static volumeSize(maxSize: string): GovernancePolicy {
    return GovernancePolicy._of('ACKPVSizeConstraint', { maxSize }, checkQuantities('largest volume', [maxSize]));
  }

  /**
   * Claims are made in certain namespaces only, and are not larger than a size.
   *
   * @param maxSize Kubernetes quantity, for example `500Gi`
   * @param namespaces namespaces in which there may be claims
   */
  public static claims(maxSize: string, namespaces: string[]): GovernancePolicy {
    return GovernancePolicy._of('ACKPVCConstraint', { maxSize, allowNamespaces: namespaces }, [
      ...checkQuantities('largest claim', [maxSize]),
      ...checkNames('namespaces', namespaces),
    ]);
  }

  /**
   * No load balancers in certain namespaces.
   *
   * @param namespaces the namespaces
   */
  public static blockLoadBalancer(namespaces: string[]): GovernancePolicy {
    return GovernancePolicy._of(
      'ACKBlockLoadBalancer',
      { restrictedNamespaces: namespaces },
      checkNames('namespaces', namespaces),
    );
  }

  /**
   * Services take no external address but these.
   *
   * @param addresses the addresses; none lets none through
   */
  public static externalIps(addresses: string[] = []): GovernancePolicy {
    return GovernancePolicy._of('ACKExternalIPs', { allowedIPs: addresses });
  }
}

function labelPairs(labels: PolicyLabel[]): object[] {
  return labels.map(({ key, value }) => ({ labelName: key, labelValue: value }));
}

function isAccount({ kind }: AllowedSubject): boolean {
  return kind === 'ServiceAccount';
}
