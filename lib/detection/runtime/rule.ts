import { RuntimeContract } from './contract';
import { DeniedAct } from './denied-act';
import { Severity } from '../../guardrails/rules/severity';

/** A kernel function that Tetragon watches: an item of `spec.kprobes` of a TracingPolicy. */
export type Kprobe = Readonly<Record<string, unknown>>;

/** What Security Center sees of an act on a node; what is left out may be anything. */
export type ActOnNode = Partial<Omit<DeniedAct, 'name' | 'description'>>;

/** What a tool is told of a rule, for whom it reports to. */
export function descriptionOf({ detects, quiet, seed }: RuntimeRule, verb: 'Denies' | 'Detects'): string {
  return `${verb} ${detects}. Quiet in normal work: ${quiet} Source: ${seed}.`;
}

/** One thing that a container must not do, as data, with how three tools see it. */
export interface RuntimeRule {
  /** Lower case words with dashes; never reused. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** What an attacker does. */
  readonly detects: string;
  /** Why it does not fire while nobody attacks. */
  readonly quiet: string;
  /** Section of "Best practices for securing containerized AI applications". */
  readonly seed: string;
  /** Whether the contract makes the act an attack. */
  appliesTo(contract: RuntimeContract): boolean;
  /** Condition of a Falco rule, to which the container is added. */
  falco(contract: RuntimeContract): string;
  /** What Tetragon watches in the container. */
  tetragon(contract: RuntimeContract): Kprobe[];
  /**
   * What Security Center denies, by a word for each part. Its rules hold for whole nodes and block, so that each must name
   * the engine or be wrong everywhere; what they cannot say is left to the other two.
   */
  securityCenter(contract: RuntimeContract): Readonly<Record<string, ActOnNode>>;
}
