import { IConstruct } from 'constructs';
import type { AcknowledgeOptions } from './acknowledge-options';

/** Key of the construct metadata that holds an accepted risk. */
export const ACKNOWLEDGED = 'ack-secure-inference/acknowledged-risk';

/** Risks that a construct or a construct above it accepts. */
export function acknowledgedRisks(construct: IConstruct): AcknowledgeOptions[] {
  return construct.node.scopes.flatMap(ownRisks);
}

/** Risks that a construct itself accepts. */
export function ownRisks(construct: IConstruct): AcknowledgeOptions[] {
  return construct.node.metadata
    .filter(({ type }) => type === ACKNOWLEDGED)
    .map(({ data }) => data as AcknowledgeOptions);
}
