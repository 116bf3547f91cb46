import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Caller } from './caller';
import { Destination } from './destination';
import { Outbound } from './outbound';
import type { SecureGpuInferenceService } from './secure-gpu-inference-service';
import { callingPodsEgress } from '../kubernetes/declared-calls';
import { MANAGED_BY } from '../kubernetes/labels';
import { Mesh } from '../kubernetes/mesh';
import { checkName, nameFromId } from '../kubernetes/names';
import { egressPolicySpec } from '../kubernetes/network';
import { Problem, Problems } from '../private/problems';

/** Properties of `CallerEgress`. */
export interface CallerEgressProps {
  /** The workload, with the labels of its pods. */
  readonly caller: Caller;

  /**
   * Services that it calls. Each must allow it: `service.connections.allowFrom(caller)`.
   *
   * @default - none
   */
  readonly services?: SecureGpuInferenceService[];

  /**
   * What else it calls.
   *
   * @default - nothing
   */
  readonly destinations?: Destination[];

  /**
   * Mesh that the workload is in.
   *
   * @default - that of the first service, or Mesh.asm()
   */
  readonly mesh?: Mesh;

  /**
   * Name of every object.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;
}

/**
 * The way out for a workload in a namespace that denies by default: a NetworkPolicy that lets its pods resolve names, get
 * certificates of the mesh, and call what is declared.
 *
 * In a `SecureNamespace` of the same app, `connections.allowFrom(caller)` writes it for callers of services. Use this
 * construct for namespaces of another app or team, and for workloads that call none of these services.
 */
export class CallerEgress extends Construct {
  /**
   * Defines the way out.
   *
   * @param scope chart that holds it
   * @param id construct id
   * @param props workload and what it calls
   * @throws InputError if the workload has no pod labels, a destination is none, or a service does not allow the caller
   */
  public constructor(scope: Construct, id: string, props: CallerEgressProps) {
    super(scope, id);
    const { caller, services = [], destinations = [] } = props;
    const name = props.name ?? nameFromId(id);
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkName('name', name),
      ...caller._problems(),
      ...checkPods(caller),
      ...destinations.flatMap(({ _parts }) => _parts.problems),
      ...services.flatMap((service) => checkAllowed(service, caller)),
    );
    problems.throwIfAny();

    const mesh = props.mesh ?? services[0]?._plan.mesh ?? Mesh.asm();
    const outbound = new Outbound(name, mesh, callingPodsEgress(mesh), [], (object) =>
      this.add(object.apiVersion, object.kind, object.name, caller.namespace, object.body),
    );
    services.flatMap((service) => service.connections._callsOf(caller)).forEach((call) => outbound.allowCall(call));
    destinations.forEach((destination) => outbound.allow(destination));
    this.add('networking.k8s.io/v1', 'NetworkPolicy', name, caller.namespace, {
      spec: egressPolicySpec(caller._podSelector(), outbound.egress),
    });
  }

  private add(apiVersion: string, kind: string, name: string, namespace: string, body: object): void {
    const metadata = { name, namespace, labels: MANAGED_BY };
    new ApiObject(this, `${kind}-${name}`, { apiVersion, kind, metadata, ...body });
  }
}

function checkPods(caller: Caller): Problem[] {
  return caller._namesPods()
    ? []
    : [
        {
          what: 'caller has no pod labels',
          got: `${caller.namespace}/${caller.serviceAccount}`,
          allowed: 'a caller with podLabels',
          fix: 'give the labels of its pods; else every pod of its namespace is let out',
        },
      ];
}

function checkAllowed(service: SecureGpuInferenceService, caller: Caller): Problem[] {
  return service.connections._callsOf(caller).length > 0
    ? []
    : [
        {
          what: `service ${service.node.path} does not allow the caller`,
          got: `${caller.namespace}/${caller.serviceAccount}`,
          allowed: 'a caller that was given to allowFrom or allowScrapeFrom before',
          fix: 'call service.connections.allowFrom(caller) first',
        },
      ];
}
