import type { Authorization } from '../../../effective/mesh/authorization';
import { isFor } from '../../../effective/mesh/selection';
import { groupKindOf } from '../../../objects/pods';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

/** Sources and conditions of an AuthorizationPolicy that read the token of a request. */
const READS_TOKEN = /"(notR|r)equestPrincipals"|"request\.auth\./;

/** Source: istio.io, "RequestAuthentication": requests without a token are let through. */
export const tokenNotRequired: ModelRule = {
  id: 'SAI-MSH-043',
  name: 'token-not-required',
  title: 'RequestAuthentication whose token nobody has to show',
  rationale: 'A RequestAuthentication refuses tokens that are wrong, and lets requests without one through.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'every RequestAuthentication, the pods it is for, and the AuthorizationPolicies in force for them',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
  },
  judge: ({ objects, pods, mesh }) =>
    objects
      .filter((object) => groupKindOf(object) === 'security.istio.io/RequestAuthentication')
      .map((subject) => {
        const open = pods.filter((pod) => isFor(subject, pod)).find((pod) => !readsToken(mesh.of(pod).authorization));
        const flaw = open && `no policy in force for ${open.object.kind}/${open.object.metadata?.name ?? ''} reads it`;
        return { subject, path: '', flaw };
      }),
  message: 'tokens are checked, and no AuthorizationPolicy asks for one',
  fix: 'name requestPrincipals in the AuthorizationPolicy, or deny notRequestPrincipals: ["*"]',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K02'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

/** An external authorizer decides for itself what it reads. */
function readsToken({ ALLOW, DENY, CUSTOM }: Authorization): boolean {
  return CUSTOM.length > 0 || READS_TOKEN.test(JSON.stringify([...ALLOW, ...DENY].map(({ rules }) => rules)));
}
