/** Label that pods of a network probe carry: which side they are. */
export const PROBE = 'secure-inference.ack/network-probe';

/** Name of the container of a probe, and of its service account. */
export const PROBE_CONTAINER = 'network-probe';

/** What the policy of a probe lets it do. */
export enum ProbeSide {
  ALLOWED = 'allowed',
  DENIED = 'denied',
}

/** How a probe ends that found something else than its policy says. */
export enum ProbeExit {
  CONNECTED = 3,
  NOT_CONNECTED = 4,
}
