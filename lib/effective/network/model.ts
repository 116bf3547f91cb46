import { Direction, NetworkPod, NetworkPolicy, NetworkRule } from './policy';
import { readPolicy } from './read-policy';
import { Labels, pairsOf, selects } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { groupKindOf, podsOf } from '../../objects/pods';
import { runningPodsOf } from '../../objects/running-pods';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** A pod that runs because of an object. */
export interface ModelPod extends NetworkPod {
  readonly object: Manifest;
  /** Where its pod spec is in the object. */
  readonly path: string;
  readonly annotations: Fields;
  /** No policy holds for pods in the network of their node. */
  readonly isOnHostNetwork: boolean;
}

/** A rule of a policy, and the policy. */
export interface PolicyRule {
  readonly policy: NetworkPolicy;
  readonly rule: NetworkRule;
}

/** What NetworkPolicies of Kubernetes' own APIs let through, by pod and direction. */
export class NetworkModel {
  public readonly pods: readonly ModelPod[];
  public readonly policies: readonly NetworkPolicy[];
  private readonly index: PolicyIndex;

  public constructor(objects: readonly Manifest[]) {
    const labels = namespaceLabels(objects);
    this.pods = objects.flatMap((object) => podsIn(object, labels));
    this.policies = objects.flatMap((object) => readPolicy(object) ?? []);
    this.index = new PolicyIndex(this.policies);
  }

  /** Policies of a tier that select a pod and say something of a direction. */
  public policiesOf(pod: ModelPod, direction: Direction, tier: NetworkPolicy['tier'] = 'namespace'): NetworkPolicy[] {
    return pod.isOnHostNetwork
      ? []
      : this.index.selecting(pod).filter((policy) => policy.tier === tier && policy.rules[direction] !== undefined);
  }

  /**
   * Rules that let something through to or from a pod. Undefined where nothing closes the direction, so that all of it is
   * open. Admin policies allow past all others; what they deny is not taken away here.
   */
  public allowing(pod: ModelPod, direction: Direction): PolicyRule[] | undefined {
    const closing = this.policiesOf(pod, direction);
    if (closing.length === 0) {
      return undefined;
    }
    return [...this.policiesOf(pod, direction, 'admin'), ...closing].flatMap((policy) =>
      policy.rules[direction]!.filter(({ action }) => action === 'Allow').map((rule) => ({ policy, rule })),
    );
  }
}

/** Labels that the API server gives to a namespace, and those that are written. */
function namespaceLabels(objects: readonly Manifest[]): (name: string) => Labels {
  const written = new Map(
    objects
      .filter((object) => groupKindOf(object) === '/Namespace')
      .map(({ metadata }) => [metadata?.name, fieldsIn((metadata as { labels?: unknown }).labels) as Labels]),
  );
  return (name) => ({ ...written.get(name), 'kubernetes.io/metadata.name': name });
}

function podsIn(object: Manifest, labelsOf: (namespace: string) => Labels): ModelPod[] {
  const views = podsOf(object);
  return runningPodsOf(object).map(({ metadata: { namespace, labels } }, index) => ({
    object,
    path: views[index].path,
    annotations: fieldsIn(views[index].meta.annotations),
    namespace,
    namespaceLabels: labelsOf(namespace),
    labels: labels as Labels,
    namedPorts: namedPorts(views[index].spec),
    isOnHostNetwork: views[index].spec.hostNetwork === true,
  }));
}

function namedPorts({ containers }: Readonly<Record<string, unknown>>): Map<string, number[]> {
  const named = new Map<string, number[]>();
  for (const port of listIn(containers).flatMap((container) => listIn(fieldsIn(container).ports))) {
    const { name, protocol = 'TCP', containerPort } = fieldsIn(port);
    const key = `${String(name)}/${String(protocol)}`;
    named.set(key, [...(named.get(key) ?? []), Number(containerPort)]);
  }
  return named;
}

/** Policies found by namespace and one label that they ask for: comparing each pod with each policy takes too long. */
class PolicyIndex {
  private readonly byLabel = new Map<string, NetworkPolicy[]>();

  public constructor(policies: readonly NetworkPolicy[]) {
    for (const policy of policies) {
      const { namespace, podSelector } = policy.subject;
      const [pair] = pairsOf(podSelector);
      const home = 'name' in namespace ? namespace.name : '';
      const key = pair ? keyOf(home, ...pair) : home;
      this.byLabel.set(key, [...(this.byLabel.get(key) ?? []), policy]);
    }
  }

  public selecting({ namespace, namespaceLabels: spaceLabels, labels }: NetworkPod): NetworkPolicy[] {
    const homes = [namespace, ''];
    const keys = homes.flatMap((home) => [home, ...Object.entries(labels).map((pair) => keyOf(home, ...pair))]);
    return keys
      .flatMap((key) => this.byLabel.get(key) ?? [])
      .filter(
        ({ subject }) =>
          selects(subject.podSelector, labels) &&
          ('name' in subject.namespace || selects(subject.namespace.selector, spaceLabels)),
      );
  }
}

function keyOf(namespace: string, label: string, value: unknown): string {
  return [namespace, label, value].join('\t');
}
