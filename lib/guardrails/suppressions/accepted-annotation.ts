import { IConstruct } from 'constructs';
import type { AcknowledgeOptions } from './acknowledge-options';
import { RULES } from '../rules';
import { locate, risksCovering } from '../synthesis/located';
import { synthesizedOf } from '../synthesis/synthesized';

/** On an object: risks that somebody accepted for it. */
const ANNOTATION = 'secure-inference.ack/accepted-risks';

/** What cdk8s objects have, and resources of cdktf do not. */
interface Annotated {
  readonly metadata?: { addAnnotation?(key: string, value: string): void };
}

export function annotateAccepted(scope: IConstruct): void {
  const accepted = new Map<IConstruct, Set<AcknowledgeOptions>>();
  for (const located of locate(scope, synthesizedOf(scope), {}, RULES)) {
    const risks = accepted.get(located.construct) ?? new Set();
    accepted.set(located.construct, risks);
    risksCovering(located).forEach((risk) => risks.add(risk));
  }
  for (const [construct, risks] of accepted) {
    if (risks.size > 0) {
      const said = [...risks].map(({ id, reason, reference, expires }) => ({ id, reason, reference, expires }));
      (construct as Annotated).metadata?.addAnnotation?.(ANNOTATION, JSON.stringify(said));
    }
  }
}
