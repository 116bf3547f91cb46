/** A risk that a person accepts. */
export interface AcknowledgeOptions {
  /** Rule, for example `SAI-POD-003`. */
  readonly id: string;

  /**
   * Accepts findings of the rule at this place only: an object (`Deployment/legacy`, with or without `<namespace>/` before
   * it), a path (`spec.template.spec.containers[0]`), or both with a space between them. The whole text is compared; `*`
   * stands for any characters but a slash.
   *
   * @default - every finding of the rule
   */
  readonly finding?: string;

  /** Why the risk is acceptable, at least 20 characters. */
  readonly reason: string;

  /**
   * Where the decision is recorded, for example a ticket.
   *
   * @default - nowhere else
   */
  readonly reference?: string;

  /**
   * Last day on which it is accepted, `YYYY-MM-DD` (UTC).
   *
   * @default - it does not expire
   */
  readonly expires?: string;
}
