import { hasLabels, namespaceOf } from './selection';
import { Labels } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { MESH_ROOT } from '../../objects/mesh-root';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** Whoever has a proxy and calls. */
export interface Client {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Mutual TLS where the other side has a proxy, and clear text where it has none: what is done without TLS settings. */
export const AUTOMATIC = 'AUTO';

/**
 * DestinationRules that give a client its settings for a host. Those of its own namespace come first, then those that the
 * namespace of the host exports to it, then those of the root namespace; at each of them only the most specific host counts.
 * Several are returned where creation times decide, which files do not tell.
 * Source: destinationRule, pilot/pkg/model/push_context.go; DestinationRule, pilot/pkg/model/sidecar.go.
 */
export class DestinationRules {
  private readonly byNamespace = new Map<string, Manifest[]>();

  public add(rule: Manifest): void {
    const rules = this.byNamespace.get(namespaceOf(rule)) ?? [];
    this.byNamespace.set(namespaceOf(rule), rules);
    rules.push(rule);
  }

  /** @param home namespace of the Service or ServiceEntry that has the host */
  public inForce(client: Client, host: string, home: string): readonly Manifest[] {
    const isAtRoot = client.namespace === MESH_ROOT;
    const own = this.of(client.namespace).filter(isAtRoot ? isPrivate : isForItself);
    const found = closest(own, host);
    return chosenFor(client, found.length > 0 ? found : this.exported(client, host, home));
  }

  private exported({ namespace }: Client, host: string, home: string): readonly Manifest[] {
    for (const owner of [home, MESH_ROOT]) {
      const shared = closest(
        this.of(owner).filter((rule) => !isPrivate(rule)),
        host,
      ).filter((rule) => isSeenFrom(rule, namespace));
      if (shared.length > 0) {
        return shared;
      }
    }
    return [];
  }

  private of(namespace: string): readonly Manifest[] {
    return this.byNamespace.get(namespace) ?? [];
  }
}

/** TLS modes that clients may use for a port by rules, or a subset of it; settings of a port replace all that hold for the host. */
export function clientModes(rules: readonly Manifest[], port: number, subset?: string): ReadonlySet<string> {
  const specs = rules.map(({ spec }) => fieldsIn(spec));
  const policies = written(specs.map(({ trafficPolicy }) => trafficPolicy));
  const subsets = written(
    specs
      .flatMap((spec) => listIn(spec.subsets).map(fieldsIn))
      .filter(({ name }) => name === subset)
      .map(({ trafficPolicy }) => trafficPolicy),
  );
  return new Set(policies.flatMap((policy) => subsets.map((over) => modeOf(settingsOf(policy, over, port)))));
}

function settingsOf(policy: Fields, subset: Fields, port: number): unknown {
  const ofHost = atPort(policy, port) ?? policy;
  const ofPort = atPort(subset, port);
  return ofPort ? ofPort.tls : (subset.tls ?? ofHost.tls);
}

function atPort({ portLevelSettings }: Fields, port: number): Fields | undefined {
  return listIn(portLevelSettings)
    .map(fieldsIn)
    .find((setting) => Number(fieldsIn(setting.port).number) === port);
}

/** The first mode of the enumeration, which is the one of settings without any, is DISABLE. */
function modeOf(tls: unknown): string {
  return tls === undefined ? AUTOMATIC : String(fieldsIn(tls).mode ?? 'DISABLE');
}

function written(policies: readonly unknown[]): Fields[] {
  const some = policies.filter((policy) => policy !== undefined).map(fieldsIn);
  return some.length > 0 ? some : [{}];
}

/** A rule with a selector is not exported, whatever it says. */
function exportsOf({ spec, metadata }: Manifest): readonly unknown[] {
  const { exportTo, workloadSelector } = fieldsIn(spec);
  const own = metadata?.namespace ?? 'default';
  return (workloadSelector === undefined ? listIn(exportTo) : ['.']).map((target) => (target === '.' ? own : target));
}

function isPrivate(rule: Manifest): boolean {
  const targets = exportsOf(rule);
  return targets.length > 0 && targets.every((target) => target === namespaceOf(rule));
}

function isForItself(rule: Manifest): boolean {
  return isSeenFrom(rule, namespaceOf(rule));
}

/** Whether exportTo lets proxies of a namespace see an object of Istio. */
export function isSeenFrom(object: Manifest, namespace: string): boolean {
  const targets = exportsOf(object);
  return targets.length === 0 || targets.includes('*') || targets.includes(namespace);
}

/** Rules for the host itself, or else for the longest pattern that it matches. */
function closest(rules: readonly Manifest[], host: string): readonly Manifest[] {
  const matching = rules
    .map((rule) => ({ rule, pattern: hostOf(rule) }))
    .filter(({ pattern }) => pattern === host || (pattern.startsWith('*') && host.endsWith(pattern.slice(1))));
  const specific = matching.some(({ pattern }) => pattern === host)
    ? host
    : matching.reduce((longest, { pattern }) => (pattern.length > longest.length ? pattern : longest), '');
  return matching.filter(({ pattern }) => pattern === specific).map(({ rule }) => rule);
}

/** A name without dots is that of a Service beside the rule; any other is taken as it is written. */
function hostOf(rule: Manifest): string {
  return fullName(String(fieldsIn(rule.spec).host ?? ''), namespaceOf(rule));
}

/** Full name of a host as an object of Istio in a namespace names it. */
export function fullName(host: string, namespace: string): string {
  return host.includes('.') || host.includes('*') ? host : `${host}.${namespace}.svc.cluster.local`;
}

/** A rule for workloads with labels of the client wins over those for all. */
function chosenFor({ labels }: Client, rules: readonly Manifest[]): readonly Manifest[] {
  const selectorOf = ({ spec }: Manifest) => fieldsIn(spec).workloadSelector;
  const selecting = rules.filter((rule) => {
    const selector = selectorOf(rule);
    return selector !== undefined && hasLabels(fieldsIn(selector), labels);
  });
  return selecting.length > 0 ? selecting : rules.filter((rule) => selectorOf(rule) === undefined);
}
