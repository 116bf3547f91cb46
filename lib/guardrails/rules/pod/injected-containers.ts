import { INJECTION_DOORS } from '../../../effective/doors/injection';
import { opensNone } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const injectedContainers: Rule = {
  id: 'SAI-POD-034',
  name: 'injected-containers',
  title: 'Containers or code injected into the pod',
  rationale:
    'What a webhook injects runs beside the engine, reads its traffic and files, and was never reviewed with it.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    ${opensNone('labels', INJECTION_DOORS)}
    && ${opensNone('annotations', INJECTION_DOORS)}
  `,
  message:
    'a label or annotation asks a webhook for a container, or for code that is loaded at start, which was not reviewed with the pod',
  fix: 'remove the label or annotation; mount models by a CSI driver, and send traces from the gateway',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    atlas: ['AML.T0010'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
