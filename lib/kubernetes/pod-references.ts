import { Problem } from '../private/problems';
import { checkTokens } from '../private/tokens';

/** Objects of the cluster that pods refer to by name. */
export interface PodReferences {
  /**
   * PriorityClass of the pods. Where GPUs are short, pods with a higher priority evict those with a lower one. The classes
   * of the system (`system-…`) are refused.
   *
   * @default - the default of the cluster, usually 0
   */
  readonly priorityClassName?: string;

  /**
   * Secrets of type `kubernetes.io/dockerconfigjson` in the namespace of the pods, by which nodes pull images.
   *
   * Not needed for Container Registry on ACK, where the component `managed-aliyun-acr-credential-helper` gives temporary
   * credentials: leave it out there, since a Secret holds a password that lasts.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];
}

const DNS_SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Fields of the pod spec. */
export function podReferences({ priorityClassName, imagePullSecrets }: PodReferences): object {
  return {
    ...(priorityClassName !== undefined && { priorityClassName }),
    ...(imagePullSecrets?.length && { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
  };
}

export function checkReferences({ priorityClassName, imagePullSecrets = [] }: PodReferences): Problem[] {
  const names = priorityClassName === undefined ? imagePullSecrets : [priorityClassName, ...imagePullSecrets];
  return [
    ...checkTokens('name of a PriorityClass or Secret', names),
    ...names.filter((name) => !DNS_SUBDOMAIN.test(name)).map(notAName),
    ...(priorityClassName?.startsWith('system-')
      ? [
          {
            what: 'priority class is one of the system: its pods evict what the node itself needs',
            got: priorityClassName,
            allowed: 'a PriorityClass of your own',
            fix: 'create a PriorityClass for inference, and name it',
          },
        ]
      : []),
  ];
}

function notAName(name: string): Problem {
  return {
    what: 'name of a PriorityClass or Secret is not valid',
    got: name,
    allowed: 'lower case letters, digits, dashes and dots',
    fix: 'give metadata.name of the object; the Secret itself stays in the cluster',
  };
}
