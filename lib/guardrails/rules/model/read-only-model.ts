import { NAMES_NO_WRITABLE_MOUNT } from './writable-mounts';
import { WANTS_GPU } from '../accelerators';
import { onCommandLine, SERVES } from '../engine/command-line';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const readOnlyModel: Rule = {
  id: 'SAI-MDL-009',
  name: 'writable-model',
  title: 'Model mounted writable',
  rationale: 'An attacker who takes over the server could replace the model for all replicas.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  // what ends writes the model that others mount: a download, a conversion
  cel: `
    (pod.spec.?restartPolicy.orValue('Always') != 'Always' && !${WANTS_GPU})
    || (container.?volumeMounts.orValue([]).all(mount,
        !mount.mountPath.matches(r'^/(mnt/|opt/|data/)?models?(/|$)') || mount.?readOnly.orValue(false)
      ) && ${onCommandLine(`!${SERVES} || ${NAMES_NO_WRITABLE_MOUNT}`)}
    )
  `,
  message: 'what the engine loads is mounted writable, so who owns the server owns the model',
  fix: 'set readOnly: true on the volume mount',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM04'],
    atlas: ['AML.T0018', 'AML.M0005'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
