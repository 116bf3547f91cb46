import { Range } from './ranges';
import { Labels } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { Fields } from '../../objects/unknown-fields';

export type Direction = 'Ingress' | 'Egress';
export type Action = 'Allow' | 'Deny' | 'Pass';

/** Which policies decide first; a later tier is asked only where the one before says nothing. */
export type Tier = 'admin' | 'namespace' | 'baseline';

/** Where a connection starts or ends. */
export type Peer =
  | { readonly kind: 'anybody' }
  | { readonly kind: 'addresses'; readonly ranges: readonly Range[]; readonly text: string }
  | { readonly kind: 'pods'; readonly namespace: NamespaceSelector; readonly podSelector: Fields }
  /** Something that this model does not know. It counts as anybody where it allows, and as nobody where it denies. */
  | { readonly kind: 'unknown'; readonly text: string };

/** Namespaces of pods: one by name, or those whose labels a selector selects. */
export type NamespaceSelector = { readonly name: string } | { readonly selector: Fields };

/** Destination ports of a rule. */
export interface Ports {
  /** Undefined: every protocol. */
  readonly protocol?: string;
  /** Undefined: every port. A text is the name of a container port of the pod that accepts the connection. */
  readonly first?: number | string;
  readonly last?: number;
}

/** What a policy says of some peers at some ports. */
export interface NetworkRule {
  readonly action: Action;
  readonly peers: readonly Peer[];
  readonly ports: readonly Ports[];
  /** Where it is in the policy, for example `spec.ingress[0]`. */
  readonly path: string;
}

/** A policy of Kubernetes' own APIs, whatever its kind. */
export interface NetworkPolicy {
  readonly object: Manifest;
  readonly tier: Tier;
  /** Of the admin tier: lower is asked first. */
  readonly priority: number;
  readonly subject: { readonly namespace: NamespaceSelector; readonly podSelector: Fields };
  /** By direction; undefined where it says nothing of the direction, so that it does not isolate pods there. */
  readonly rules: Readonly<Record<Direction, readonly NetworkRule[] | undefined>>;
}

/** A pod as policies see it. */
export interface NetworkPod {
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  /** Numbers of named container ports, by name and protocol, for example `http/TCP`. */
  readonly namedPorts: ReadonlyMap<string, readonly number[]>;
}
