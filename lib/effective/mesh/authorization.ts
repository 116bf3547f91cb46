import { isFor } from './selection';
import { Manifest } from '../../objects/manifest';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';
import { EffectivePod } from '../pods';

/** In the order in which the proxy asks them: the first that refuses decides. AUDIT decides nothing. */
export type AuthorizationAction = 'CUSTOM' | 'DENY' | 'ALLOW';

/** Rules of the policies that are in force for a pod, by action. A policy without rules matches nothing. */
export type Authorization = Readonly<Record<AuthorizationAction, readonly AuthorizationRules[]>>;

export interface AuthorizationRules {
  readonly policy: Manifest;
  readonly rules: readonly Fields[];
}

/** Values that Go's ParseBool takes for true. */
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/** Policies that decide about requests to a pod. One in dry run is logged only. */
export function authorizationOf(policies: readonly Manifest[], pod: EffectivePod): Authorization {
  const inForce = policies.filter((policy) => isFor(policy, pod) && !isInDryRun(policy));
  const of = (action: AuthorizationAction): AuthorizationRules[] =>
    inForce
      .filter(({ spec }) => (fieldsIn(spec).action ?? 'ALLOW') === action)
      .map((policy) => ({ policy, rules: listIn(fieldsIn(policy.spec).rules).map(fieldsIn) }));
  return { CUSTOM: of('CUSTOM'), DENY: of('DENY'), ALLOW: of('ALLOW') };
}

export function isInDryRun({ metadata }: Manifest): boolean {
  const annotations = fieldsIn(fieldsIn(metadata).annotations);
  return TRUE.includes(String(annotations['istio.io/dry-run'] ?? 'false'));
}
