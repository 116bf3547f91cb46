import { WANTS_GPU } from '../accelerators';
import { COMMAND_LINE } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

const SECONDS = (field: string, byDefault: number) => `int(container.startupProbe.?${field}.orValue(${byDefault}))`;

/** Seconds that a startup probe gives; the defaults are those of Kubernetes. */
const GIVEN = `(${SECONDS('initialDelaySeconds', 0)} + ${SECONDS('periodSeconds', 10)} * ${SECONDS('failureThreshold', 3)})`;

/** Names of models say their size: 100 billion weights and more are 50 GB at four bits each. */
const HUGE = String.raw`(^|[^0-9.])[1-9][0-9]{2,3}[bB]([^a-zA-Z0-9]|$)`;

export const startupProbe: Rule = {
  id: 'SAI-AVL-003',
  name: 'startup-probe-missing',
  title: 'Startup probe missing or too short on a GPU container',
  rationale: 'The kubelet restarts the engine again and again while it loads weights.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    !${WANTS_GPU}
    || (
      has(container.startupProbe)
      ? ${GIVEN} >= (${COMMAND_LINE}.matches(r'${HUGE}') ? 120 : 60)
      : !has(container.livenessProbe)
    )
  `,
  message: 'a probe kills the engine while it loads the model',
  fix: 'add a startupProbe whose periodSeconds times failureThreshold has room for the size of the model, never below 60 s',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
