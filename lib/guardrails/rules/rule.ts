import { Severity } from './severity';

/** Kinds of objects, by API group; the empty group is the core group. */
export interface ObjectKinds {
  readonly group: string;
  readonly kinds: readonly string[];
}

/**
 * What the text of a rule is written over, and the variables that it reads:
 *
 * - `object`: `object`, for each object of the kinds;
 * - `pod`: `pod`, which has `metadata` and `spec`, for each pod template of any kind that has one;
 * - `container`: `container` and its `pod`, for each container, init container and ephemeral container;
 * - `bundle`: `objects`, all objects together, and `pods`, all pods that run because of them; an API server sees one
 *   object at a time and cannot enforce it. It holds if it holds for each namespace together with the root namespace of the
 *   mesh, or for all of them only;
 * - `terraform`: `resource`, the arguments of each resource of the types;
 * - `stack`: `resources`, by type a list of the arguments of all resources of a Terraform stack.
 *
 * Every text may read `variables.params`.
 */
export type Match =
  | { readonly subject: 'object'; readonly kinds: readonly ObjectKinds[] }
  | { readonly subject: 'pod' }
  | { readonly subject: 'container' }
  | { readonly subject: 'bundle'; readonly within: 'namespace' | 'all' }
  | { readonly subject: 'terraform'; readonly types: readonly string[] }
  | { readonly subject: 'stack' };

export type Subject = Match['subject'];

/** Identifiers of controls in frameworks that others wrote. */
export interface Frameworks {
  /** Pod Security Standards: level and control. */
  readonly pss?: readonly string[];
  /** Kubescape ids of the NSA/CISA Kubernetes Hardening Guidance. */
  readonly nsa?: readonly string[];
  /** CIS Kubernetes Benchmark. */
  readonly cis?: readonly string[];
  /** OWASP Kubernetes Top Ten 2025. */
  readonly owaspK8s?: readonly string[];
  /** OWASP Top Ten for LLM Applications 2025. */
  readonly owaspLlm?: readonly string[];
  /** MITRE ATLAS. */
  readonly atlas?: readonly string[];
  /** Section of "Best practices for securing containerized AI applications". */
  readonly seed?: readonly string[];
}

/** A value that users of a rule decide, such as their registries. */
export interface RuleParameter {
  readonly description: string;
  readonly default: unknown;
}

/**
 * One rule, as data. Its CEL text is evaluated at synthesis, by ValidatingAdmissionPolicy and by Gatekeeper, so that it
 * has to pass the type checker of Kubernetes.
 */
export interface Rule {
  /** `SAI-<AREA>-<NNN>`; never reused. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly match: Match;
  /** CEL; true is compliant. */
  readonly cel: string;
  /** What is wrong, lower case. */
  readonly message: string;
  readonly fix: string;
  /** Whether a person may accept the risk. Not, where no configuration of the rest makes it safe. */
  readonly acknowledgeable: boolean;
  readonly frameworks: Frameworks;
  readonly params?: Readonly<Record<string, RuleParameter>>;
  /** The policy of ACK's own library that enforces the same. */
  readonly ackPolicy?: string;
}
