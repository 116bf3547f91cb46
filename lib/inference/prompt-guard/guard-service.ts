import { GuardServiceOptions } from './guard-options';
import { Mesh } from '../../kubernetes/mesh';
import { MeshKind } from '../../kubernetes/mesh-kind';
import { checkName } from '../../kubernetes/names';
import { podsEgress } from '../../kubernetes/network';
import { isPort } from '../../kubernetes/port-number';
import { Problem } from '../../private/problems';
import { Contribution } from '../contribution';

const LONGEST_SECONDS = 300;

export function guardHost({ namespace, service }: GuardServiceOptions): string {
  return `${service}.${namespace}.svc.cluster.local`;
}

export function guardTimeout({ timeoutSeconds = 10 }: GuardServiceOptions): string {
  return `${timeoutSeconds}s`;
}

/** What lets the sidecar of a replica ask the guard. In an ambient mesh it is the waypoint that asks. */
export function guardContribution(options: GuardServiceOptions, mesh: Mesh): Contribution {
  return mesh.kind === MeshKind.SIDECAR
    ? {
        egress: [podsEgress(options.namespace, options.podLabels, options.port)],
        meshHosts: [`${options.namespace}/${guardHost(options)}`],
      }
    : {};
}

export function checkGuardService(options: GuardServiceOptions): Problem[] {
  const { port, podLabels, timeoutSeconds = 10 } = options;
  const problems: [boolean, Problem][] = [
    [
      isPort(port),
      {
        what: 'invalid port of the prompt guard',
        got: port,
        allowed: 'a whole number from 1 to 65535',
        fix: 'give the port that the pods of the guard listen on',
      },
    ],
    [
      Object.keys(podLabels).length > 0,
      {
        what: 'prompt guard has no pod labels',
        got: podLabels,
        allowed: 'at least one label',
        fix: 'give the labels of its pods; else prompts could be sent to every pod of the namespace',
      },
    ],
    [
      timeoutSeconds > 0 && timeoutSeconds <= LONGEST_SECONDS,
      {
        what: 'time of the prompt guard is out of bounds',
        got: timeoutSeconds,
        allowed: `more than 0 and at most ${LONGEST_SECONDS} seconds`,
        fix: 'leave it out for 10',
      },
    ],
  ];
  return [
    ...checkName('namespace of the prompt guard', options.namespace),
    ...checkName('service of the prompt guard', options.service),
    ...problems.filter(([holds]) => !holds).map(([, problem]) => problem),
  ];
}
