import { HostPathPrefix, NumberRange, SeLinuxLabels } from './ack-policy-options';
import { AckWorkloadPolicy } from './ack-workload-policy';
import { GovernancePolicy } from './governance-policy';
import { checkNumbers, checkSome } from './support/policy-parameters';

/**
 * The policies of ACK's own library, enforced by its policy governance. Names and parameters are those of "Container security
 * policy rule base" of the ACK documentation. What stands here itself is about the security of pods.
 */
export class AckPolicy extends AckWorkloadPolicy {
  /** Containers are not privileged. */
  public static readonly NOT_PRIVILEGED = GovernancePolicy._ofPods('ACKPSPPrivilegedContainer');

  /** Processes gain no rights. */
  public static readonly NO_PRIVILEGE_ESCALATION = GovernancePolicy._ofPods('ACKPSPAllowPrivilegeEscalationContainer');

  /** Pods do not see processes of the node. */
  public static readonly NO_HOST_NAMESPACE = GovernancePolicy._ofPods('ACKPSPHostNamespace');

  /** The root file system is read-only. */
  public static readonly READ_ONLY_ROOT = GovernancePolicy._ofPods('ACKPSPReadOnlyRootFilesystem');

  /**
   * Processes run under certain users and groups only.
   *
   * @param users the users, without 0, which is root
   * @param groups the groups, also those of volumes; the numbers of the users where they are left out
   */
  public static allowedUsers(users: NumberRange, groups: NumberRange = users): GovernancePolicy {
    const mustRunAs = (range: NumberRange) => ({ rule: 'MustRunAs', ranges: [range] });
    return GovernancePolicy._ofPods(
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
  public static fsGroup(groups: NumberRange): GovernancePolicy {
    return GovernancePolicy._ofPods(
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
  public static appArmor(profiles: string[]): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKPSPAppArmor', { allowedProfiles: profiles }, checkSome('profiles', profiles));
  }

  /** Containers drop every capability of Linux. */
  public static noCapabilities(): GovernancePolicy {
    return AckPolicy.capabilities([]);
  }

  /**
   * Containers drop every capability of Linux, and add certain ones at most.
   *
   * @param allowed what they may add, for example `NET_BIND_SERVICE`
   */
  public static capabilities(allowed: string[]): GovernancePolicy {
    const parameters = { allowedCapabilities: allowed, requiredDropCapabilities: ['ALL'] };
    return GovernancePolicy._ofPods('ACKPSPCapabilities', parameters);
  }

  /**
   * Pods use certain FlexVolume drivers only.
   *
   * @param drivers the drivers; none lets none through
   */
  public static flexVolumes(drivers: string[] = []): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKPSPFlexVolumes', { allowedFlexVolumes: drivers.map((driver) => ({ driver })) });
  }

  /**
   * Pods set none of these kernel parameters.
   *
   * @param sysctls names; `*` stands for all
   */
  public static forbiddenSysctls(sysctls: string[] = ['*']): GovernancePolicy {
    return GovernancePolicy._ofPods(
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
  public static hostPaths(paths: HostPathPrefix[] = []): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKPSPHostFilesystem', { allowedHostPaths: paths });
  }

  /** Pods neither use the network of the node nor open its ports. */
  public static noHostNetwork(): GovernancePolicy {
    return AckPolicy.hostPorts({ min: 0, max: 0 });
  }

  /**
   * Pods do not use the network of the node, and open certain ports of it only.
   *
   * @param ports the ports
   */
  public static hostPorts(ports: NumberRange): GovernancePolicy {
    const parameters = { hostNetwork: false, ...ports };
    return GovernancePolicy._ofPods('ACKPSPHostNetworkingPorts', parameters, checkNumbers('range of ports', ports, 0));
  }

  /** Containers see `/proc` as the runtime masks it. */
  public static maskedProc(): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKPSPProcMount', { procMount: 'Default' });
  }

  /** Containers set no SELinux labels. */
  public static noSeLinuxOptions(): GovernancePolicy {
    return AckPolicy.seLinux([]);
  }

  /**
   * Containers set certain SELinux labels only.
   *
   * @param labels the labels
   */
  public static seLinux(labels: SeLinuxLabels[]): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKPSPSELinuxV2', { allowedSELinuxOptions: labels });
  }

  /**
   * Containers run under the seccomp profile of the runtime, or certain ones of the node.
   *
   * @param localhostProfiles profiles of the node, for example `profiles/audit.json`
   */
  public static seccomp(localhostProfiles: string[] = []): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKPSPSeccomp', {
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
  ): GovernancePolicy {
    return GovernancePolicy._ofPods('ACKPSPVolumeTypes', { volumes }, checkSome('kinds of volumes', volumes));
  }

  /**
   * A policy that is newer than this library.
   *
   * @param policyName name in the library of ACK
   * @param parameters parameters, as texts; lists and objects as JSON
   */
  public static named(policyName: string, parameters: { [name: string]: string } = {}): GovernancePolicy {
    return GovernancePolicy._of(policyName, parameters);
  }
}
