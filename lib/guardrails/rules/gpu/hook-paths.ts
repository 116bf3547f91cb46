import { Rule } from '../rule';
import { Severity } from '../severity';

export const hookPaths: Rule = {
  id: 'SAI-GPU-007',
  name: 'gpu-hook-paths',
  title: 'Volume over paths of the GPU hook',
  rationale: 'The hook writes to these paths, so a volume there breaks or redirects it.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: String.raw`
    container.?volumeMounts.orValue([]).all(mount,
      !mount.mountPath.matches(
        r'^/(etc|etc/nvidia(/.*)?|var/run/nvidia-container-devices(/.*)?|run/nvidia-container-devices(/.*)?|etc/ld\.so\.(conf|cache|preload)|etc/ld\.so\.conf\.d(/.*)?|usr|usr/bin|usr/lib(64)?(/.*)?|lib(64)?|proc(/.*)?|dev|sys(/.*)?)/?$'
      )
    )
  `,
  message: 'a volume covers paths that the GPU hook of the runtime writes to',
  fix: 'mount the volume elsewhere; a read-only mount there stops the container',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
