import { Entries } from './entries';
import { notDenied, Opening, openingsOf, remainder } from './opening';
import { Direction, NetworkPolicy, Tier } from './policy';
import { readPolicy } from './read-policy';
import { isSubject } from './verdict';
import { Manifest } from '../../objects/manifest';
import { EffectivePod } from '../pods';
import { SelectorIndex } from '../selector-index';

/** What policies of Kubernetes' own APIs let through, by pod and direction. */
export class NetworkModel {
  public readonly policies: readonly NetworkPolicy[];
  public readonly entries: Entries;
  private readonly egressByNamespace = new Map<string, NetworkPolicy[]>();
  private readonly index = new SelectorIndex<NetworkPolicy>();

  public constructor(
    objects: readonly Manifest[],
    public readonly pods: readonly EffectivePod[],
  ) {
    this.entries = new Entries(objects);
    this.policies = objects.flatMap((object) => readPolicy(object) ?? []);
    for (const policy of this.policies) {
      const { namespace, podSelector } = policy.subject;
      if (policy.tier === 'namespace' && policy.rules.Egress !== undefined) {
        const home = policy.object.metadata?.namespace ?? 'default';
        this.egressByNamespace.set(home, [...(this.egressByNamespace.get(home) ?? []), policy]);
      }
      this.index.add('name' in namespace ? namespace.name : '', podSelector, policy);
    }
  }

  /** Policies of a namespace that say something of what leaves it; undefined where administrators' policies may decide. */
  public egressOf(namespace: string): readonly NetworkPolicy[] | undefined {
    const isDecidedBefore = this.policies.some(
      ({ tier, rules }) => tier === 'admin' && (rules.Egress ?? []).length > 0,
    );
    return isDecidedBefore ? undefined : this.egressByNamespace.get(namespace);
  }

  /** Policies of a tier that select a pod and say something of a direction. */
  public policiesOf(
    pod: EffectivePod,
    direction: Direction,
    tier: NetworkPolicy['tier'] = 'namespace',
  ): NetworkPolicy[] {
    return pod.isOnHostNetwork
      ? []
      : this.index
          .candidates([pod.namespace, ''], pod.labels)
          .filter((policy) => policy.tier === tier && policy.rules[direction] !== undefined && isSubject(policy, pod));
  }

  /** What may connect to or from a pod: every peer and port that policies of all tiers together let through. */
  public openings(pod: EffectivePod, direction: Direction): Opening[] {
    const denied: Opening[] = [];
    const allowed = this.decided(pod, direction, 'admin', denied);
    const namespaced = this.policiesOf(pod, direction);
    if (namespaced.length > 0) {
      const rules = namespaced.flatMap(({ rules: written }) => written[direction]!);
      return [...allowed, ...notDenied(rules.flatMap(openingsOf), denied)];
    }
    const rest = this.isNamespaced(pod) ? [] : this.decided(pod, direction, 'baseline', denied);
    return [...allowed, ...rest, ...[remainder(denied) ?? []].flat()];
  }

  /** What a tier of administrators allows, in its order; what it denies is added to what is denied already. */
  private decided(pod: EffectivePod, direction: Direction, tier: Tier, denied: Opening[]): Opening[] {
    const passed: Opening[] = [];
    const policies = [...this.policiesOf(pod, direction, tier)].sort((a, b) => a.priority - b.priority);
    return policies
      .flatMap(({ rules }) => rules[direction]!)
      .flatMap((rule) => {
        const open = notDenied(openingsOf(rule), [...denied, ...passed]);
        if (rule.action === 'Allow') {
          return open;
        }
        (rule.action === 'Deny' ? denied : passed).push(...open.filter(({ peer }) => peer.kind !== 'unknown'));
        return [];
      });
  }

  /** A NetworkPolicy of either direction takes a pod out of the baseline, as kube-network-policies does it. */
  private isNamespaced(pod: EffectivePod): boolean {
    return DIRECTIONS.some((direction) => this.policiesOf(pod, direction).length > 0);
  }
}

const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];
