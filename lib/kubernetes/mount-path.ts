import { Problem } from '../private/problems';

/**
 * Paths that the NVIDIA container runtime writes to before the root becomes read-only, and paths that hold the image's
 * programs. A volume over one of them stops the container from starting or hides what it runs.
 *
 * Source: NVIDIA/nvidia-container-toolkit#2026 for /etc/nvidia and the loader's files.
 */
const NOT_TO_SHADOW = [
  '/etc/nvidia',
  '/etc/ld.so.conf.d',
  '/etc/ld.so.cache',
  '/etc',
  '/usr',
  '/lib',
  '/lib64',
  '/bin',
  '/sbin',
  '/opt',
];
const NOT_WITHIN = [
  '/etc/nvidia',
  '/etc/ld.so.conf.d',
  '/etc/ld.so.cache',
  '/proc',
  '/sys',
  '/dev',
  '/usr',
  '/var/run/secrets',
];

/** Problems of a path that a volume is mounted at. */
export function checkMountPath(what: string, path: string): Problem[] {
  const wellFormed = path.startsWith('/') && path.length > 1 && !path.endsWith('/') && !path.split('/').includes('..');
  const shadows =
    NOT_TO_SHADOW.includes(path) || NOT_WITHIN.some((root) => path === root || path.startsWith(`${root}/`));
  return wellFormed && !shadows
    ? []
    : [
        {
          what: `${what} ${wellFormed ? 'shadows a path of the system' : 'has no absolute path'}`,
          got: path,
          allowed: `an absolute path outside ${NOT_WITHIN.join(', ')}`,
          fix: 'mount it under the home directory, /tmp or a directory of its own',
        },
      ];
}
