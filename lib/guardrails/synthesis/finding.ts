import { Severity } from '../rules/severity';

/** Whether a person accepted a finding. */
export enum FindingStatus {
  /** Nobody accepted it. */
  OPEN = 'open',

  /** A person accepted it, with a reason. */
  ACKNOWLEDGED = 'acknowledged',
}

/** A rule that does not hold somewhere. */
export interface Finding {
  /** Rule, for example `SAI-POD-003`. */
  readonly ruleId: string;

  /** How bad it is. */
  readonly severity: Severity;

  /** Path of the construct that it was found in. */
  readonly constructPath: string;

  /**
   * Object or resource, for example `Deployment/qwen`.
   *
   * @default - it is about several
   */
  readonly subject?: string;

  /** Path within the object, for example `spec.template.spec.containers[0]`; empty for the object itself. */
  readonly path: string;

  /** What is wrong. */
  readonly message: string;

  /** What to do about it. */
  readonly fix: string;

  /** Whether a person accepted it. */
  readonly status: FindingStatus;

  /**
   * Why it was accepted.
   *
   * @default - it was not
   */
  readonly reason?: string;

  /**
   * Where the decision to accept it is recorded.
   *
   * @default - nowhere, or it was not accepted
   */
  readonly reference?: string;

  /**
   * Last day on which it is accepted, `YYYY-MM-DD`.
   *
   * @default - it does not expire, or it was not accepted
   */
  readonly expires?: string;
}
