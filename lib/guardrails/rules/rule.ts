import { Autofix } from './autofix';
import { Severity } from './severity';
import type { Models } from '../../effective/models';
import type { Manifest } from '../../objects/manifest';
import type { ObjectKinds } from '../../objects/object-kinds';

/**
 * What the text of a rule is written over, and the variables that it reads:
 *
 * - `object`: `object`, for each object of the kinds;
 * - `pod`: `pod`, which has `metadata` and `spec`, for each pod template of any kind that has one;
 * - `container`: `container` and its `pod`, for each container, init container and ephemeral container;
 * - `bundle`: `objects`, all objects together, and `pods`, all pods that run because of them; an API server sees one
 *   object at a time and cannot enforce it. It holds if it holds for each namespace together with the root namespace of the
 *   mesh, or for all of them only;
 * - `terraform`: `resource`, the arguments of each resource of the types, with `related` (what other resources of the stack
 *   are about it), `references`, `policyStatements` and `literalSecrets`; of every resource where the types are `*`.
 *
 * Every text may read `variables.params`.
 */
export type Match =
  | { readonly subject: 'object'; readonly kinds: readonly ObjectKinds[] }
  | { readonly subject: 'pod' }
  | { readonly subject: 'container' }
  | { readonly subject: 'bundle'; readonly within: 'namespace' | 'all' }
  | { readonly subject: 'terraform'; readonly types: readonly string[] };

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
  /** Clauses of MLPS 2.0, level 3 (GB/T 22239-2019), that findings are relevant to; from `mlps.ts`. */
  readonly mlps?: readonly string[];
  /** Section of "Best practices for securing containerized AI applications". */
  readonly seed?: readonly string[];
}

/** A value that users of a rule decide, such as their registries. */
export interface RuleParameter {
  readonly description: string;
  readonly default: unknown;
}

/** What every rule says of itself, whatever decides it. */
interface RuleFacts {
  /** `SAI-<AREA>-<NNN>`; never reused. */
  readonly id: string;
  /** Symbolic name, unique and in kebab case: `privileged-container`. */
  readonly name: string;
  readonly title: string;
  /** Why it matters, as one sentence. */
  readonly rationale: string;
  readonly severity: Severity;
  /** What is wrong, lower case. */
  readonly message: string;
  readonly fix: string;
  /** What `check --fix` writes, where that stops nothing that runs. */
  readonly autofix?: Autofix;
  /** Whether a person may accept the risk. Not, where no configuration of the rest makes it safe. */
  readonly acknowledgeable: boolean;
  readonly frameworks: Frameworks;
  readonly params?: Readonly<Record<string, RuleParameter>>;
  /** The policy of ACK's own library that enforces the same. */
  readonly ackPolicy?: string;
}

/**
 * A rule as a CEL text. It is evaluated at synthesis, by ValidatingAdmissionPolicy and by Gatekeeper, so that it has to
 * pass the type checker of Kubernetes.
 */
export interface CelRule extends RuleFacts {
  readonly match: Match;
  /** CEL; true is compliant. */
  readonly cel: string;
}

/** What a rule over effective models is about. */
export interface ModelMatch {
  readonly subject: 'model';
  /**
   * `object`: the function sees one object at a time, complete. `objects`: it sees all of them together, of which `check`
   * keeps only the fields that `FIELDS_OF_MODELS` in lib/effective names.
   */
  readonly over: 'object' | 'objects';
  /** What the rule looks at, for a reader. */
  readonly looksAt: string;
  /** Why CEL in an API server cannot decide it, and what stands in for it there. Completes "not enforced, since …". */
  readonly inCluster: string;
  /** Software of others that the model is compared with in tests; keys of `JUDGES` in evidence/judges.ts. */
  readonly judges?: readonly string[];
}

/** What a rule over effective models says of one place. */
export interface ModelVerdict {
  /** One of the objects that the models were built from. */
  readonly subject: Manifest;
  /** Path within the object, for example `spec.ingress[0].from[1]`; empty for the object itself. */
  readonly path: string;
  /** Name of the container, if it is about one. */
  readonly container?: string;
  /** What exactly is wrong here, completes the message of the rule; undefined where the rule holds. */
  readonly flaw?: string;
}

/**
 * A rule as a function over what is in force: several objects, order and arithmetic, which CEL in an API server cannot
 * see. It is evaluated at synthesis and on files only.
 */
export interface ModelRule extends RuleFacts {
  readonly match: ModelMatch;
  /** A pure function: a verdict for each place that the rule looks at, also where it holds. */
  readonly judge: (models: Models, params: Readonly<Record<string, unknown>>) => Iterable<ModelVerdict>;
}

/** Whether a rule about Terraform types is about a type; `*` stands for every type. */
export function isOfTypes(type: string, types: readonly string[]): boolean {
  return types.includes(type) || types.includes('*');
}

/** One rule, as data. */
export type Rule = CelRule | ModelRule;

export function isModelRule(rule: Rule): rule is ModelRule {
  return rule.match.subject === 'model';
}

export function isCelRule(rule: Rule): rule is CelRule {
  return !isModelRule(rule);
}

/** Whether a rule judges objects by what others say of them, so that it has to see all of them. */
export function spansObjects({ match }: Rule): boolean {
  return match.subject === 'bundle' || (match.subject === 'model' && match.over === 'objects');
}
