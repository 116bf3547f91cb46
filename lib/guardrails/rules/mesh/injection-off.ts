import { HAS_NO_PORT } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const injectionOff: Rule = {
  id: 'SAI-MSH-001',
  name: 'injection-disabled',
  title: 'Sidecar injection disabled',
  rationale: 'Without the proxy there is no mTLS, no authorization and no budget.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    (
      (
        pod.?metadata.?labels[?'sidecar.istio.io/inject'].orValue('true') == 'true'
        && pod.?metadata.?labels[?'istio.io/dataplane-mode'].orValue('ambient') == 'ambient'
      )
      || (pod.spec.?restartPolicy.orValue('Always') != 'Always' && ${HAS_NO_PORT})
    )
    && pod.?metadata.?annotations[?'sidecar.istio.io/inject'].orValue('true') == 'true'
  `,
  message: 'pod opts out of the mesh, so its traffic is neither encrypted nor authenticated',
  fix: 'remove sidecar.istio.io/inject: "false" and istio.io/dataplane-mode: none; pods that end and have no port may keep them',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
  ackPolicy: 'ASMSidecarInjectionEnforced',
};
