import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: openkruise/kruise, apis/apps/v1alpha1, 2026-07-02. */
export const runningPodsChanged: Rule = {
  id: 'SAI-POD-037',
  name: 'running-pods-changed',
  title: 'Commands or containers in running pods',
  rationale:
    'A controller runs them in pods of others, so that who may make the object needs no right to exec, attach or change pods.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [{ group: 'apps.kruise.io', kinds: ['ContainerRecreateRequest', 'EphemeralJob', 'PodProbeMarker'] }],
  },
  cel: `
    object.?spec.orValue({}).size() == 0
  `,
  message:
    'an object of OpenKruise runs commands or containers in pods that were reviewed without them, or restarts their containers',
  fix: 'remove the object; let an owner of the pods do it, who has the right',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    atlas: ['AML.T0010'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
