/** How bad it is when a rule does not hold. */
export enum Severity {
  /** Good practice is missing. */
  LOW = 'low',

  /** Defence in depth is missing. */
  MEDIUM = 'medium',

  /** A control that stops a known attack is missing. */
  HIGH = 'high',

  /** The node, the cluster or the account is open. */
  CRITICAL = 'critical',
}
