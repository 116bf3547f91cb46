import { CONTROL_PLANE_DOORS } from '../../../effective/mesh/injection-doors';
import { Rule } from '../rule';
import { Severity } from '../severity';

const NAMES = CONTROL_PLANE_DOORS.map(({ key }) => `'${key}'`).join(', ');
const SHUT = CONTROL_PLANE_DOORS.map(
  ({ key, shut }) =>
    `(variable.name == '${key}' && variable.?value.orValue('') in [${shut.map((each) => `'${each}'`).join(', ')}])`,
).join(' || ');

/** Source: istio.io, "pilot-discovery", 2026-08-22. */
export const controlPlaneChecksOff: Rule = {
  id: 'SAI-MSH-038',
  name: 'mesh-control-plane-checks-off',
  title: 'Variable that has istiod believe anybody',
  rationale: 'istiod signs the identities on which every policy of the mesh stands.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    container.?env.orValue([]).all(variable,
      !(variable.name in [${NAMES}]) || (!has(variable.valueFrom) && (${SHUT}))
    )
  `,
  message: 'a variable of istiod switches off a check of who asks, or trusts further authorities',
  fix: 'remove the variable',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
