import { DRIFT_KINDS, DriftId } from './drift-kinds';
import { fingerprint } from '../guardrails/report/finding';
import { Severity } from '../guardrails/rules/severity';

/** One way in which a cluster is not what was synthesized. */
export interface Drift {
  readonly id: DriftId;
  readonly severity: Severity;
  /** `Deployment/inference/qwen`. */
  readonly object: string;
  /** Field of the object; absent if the object itself is missing or should not be there. */
  readonly path?: string;
  /** What was synthesized; absent where nothing was. */
  readonly expected?: unknown;
  /** What the cluster has; absent where it has nothing. */
  readonly actual?: unknown;
  /** Rules that read the field, by id. */
  readonly controls: readonly string[];
  readonly message: string;
  readonly fix: string;
  /** File of the object that was synthesized. */
  readonly file?: string;
  /** The same as long as it is the same field of the same object, whatever its value. */
  readonly fingerprint: string;
}

/** What is known of a drift before its kind says the rest. */
export type DriftFacts = Pick<Drift, 'id' | 'object' | 'path' | 'expected' | 'actual' | 'file'> & {
  readonly controls?: readonly string[];
};

export function drift(facts: DriftFacts): Drift {
  const { title, severity, fix } = DRIFT_KINDS[facts.id];
  return {
    ...facts,
    severity,
    fix,
    controls: facts.controls ?? [],
    message: title,
    fingerprint: fingerprint([facts.id, facts.object, facts.path ?? '']),
  };
}
