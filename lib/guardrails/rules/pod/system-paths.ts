import { Rule } from '../rule';
import { Severity } from '../severity';

/** Programs, libraries and what the C library reads; not folders of applications, certificates or time zones. */
const SYSTEM = String.raw`^/+((s?bin|lib(32|64)?|usr/+(s?bin|lib(32|64)?|local/+(s?bin|lib)))(/|$)|usr/*$|usr/+local/*$|etc/*$|etc/+(passwd|shadow|group|gshadow|hosts|resolv\.conf|nsswitch\.conf|sudoers|pam\.d|environment|profile|ld\.so|cron)|(proc|sys)(/|$)|dev/*$)`;

/** What a path with such steps is, only the kubelet knows. */
const INDIRECT = String.raw`/\.\.?(/|$)`;

export const systemPaths: Rule = {
  id: 'SAI-POD-043',
  name: 'mount-over-system-path',
  title: 'Volume over files of the system',
  rationale: 'A volume over libraries, programs or tables of users replaces what the digest of the image vouches for.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `container.?volumeMounts.orValue([]).all(mount, !mount.?mountPath.orValue('').matches(r'${SYSTEM}|${INDIRECT}'))`,
  message: 'a volume hides programs, libraries or system files of the image',
  fix: 'put the files into the image, or mount them at a path of their own',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'], atlas: ['AML.T0010'], seed: ['Phase 1: Build and distribute secure base images'] },
};
