import { AUTHORITY_VARIABLES, VERIFICATION_DOORS } from '../../../effective/doors/certificate-variables';
import { Rule } from '../rule';
import { Severity } from '../severity';

const quoted = (texts: readonly string[]) => `[${texts.map((text) => `'${text}'`).join(', ')}]`;

const SHUT = VERIFICATION_DOORS.map(
  ({ key, shut = [] }) => `(variable.name == '${key}' && variable.?value.orValue('') in ${quoted(shut)})`,
).join(' || ');

/** Whether nothing but who deploys can write a file: it is in the image, or in a volume that the API server fills. */
const IS_FIXED = `
      variable.?value.orValue('').matches(r'^/[^.]') && !variable.value.contains('/../')
      && container.?volumeMounts.orValue([]).all(mount,
        !(variable.value + '/').startsWith(mount.mountPath.endsWith('/') ? mount.mountPath : mount.mountPath + '/')
        || pod.?spec.?volumes.orValue([]).exists(volume,
          volume.name == mount.name && (has(volume.configMap) || has(volume.secret) || has(volume.projected))
        )
      )`;

export const certificatesNotVerified: Rule = {
  id: 'SAI-POD-044',
  name: 'certificates-not-verified',
  title: 'Variable by which certificates are not verified',
  rationale:
    'Whoever can write the file of authorities answers for every host that the program calls, and sees its prompts and keys.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    container.?env.orValue([]).all(variable,
      (
        !(variable.name in ${quoted(VERIFICATION_DOORS.map(({ key }) => key))})
        || (!has(variable.valueFrom) && (${SHUT}))
      )
      && (!(variable.name in ${quoted(AUTHORITY_VARIABLES)}) || (!has(variable.valueFrom) && ${IS_FIXED}))
    )
  `,
  message:
    'a variable switches off the verification of certificates, writes down keys of connections, or names authorities in a volume that is written to',
  fix: 'mount authorities from a ConfigMap or Secret, read-only, and remove what switches verification off',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
