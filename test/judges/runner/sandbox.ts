import { Container, PodSpec, Volume, VolumeMount } from './pod';

/** What stands for the image and the volumes of a pod on the machine that runs it. */
export interface Host {
  /** Directories and files of the image, by their path in the container; all are read-only. */
  readonly image: Readonly<Record<string, string>>;

  /** Symbolic links of the image, by their path in the container. */
  readonly links: Readonly<Record<string, string>>;

  /** Environment of the image; that of the manifest comes after it. */
  readonly env: Readonly<Record<string, string>>;

  /** Directories for volumes that are not made for the pod, by volume name. */
  readonly volumes: Readonly<Record<string, string>>;

  /** Claims that a container is meant to write to, by volume name. */
  readonly writable?: readonly string[];
}

/** Devices that each container runtime makes (OCI runtime specification, "Default Devices"). */
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'].map((device) => `/dev/${device}`);

/** What container runtimes give as shared memory where the pod declares none. */
const RUNTIME_SHM_BYTES = 64 * 1024 * 1024;

/**
 * Arguments of bubblewrap that run a container as its manifest says: with the user, root file system, mounts, sizes,
 * capabilities and environment of the contract, and a network of loopback only.
 *
 * bubblewrap sets no_new_privs itself. The process is the first of its PID namespace, as in a pod.
 *
 * @throws if the manifest asks for something that would run with less than what is described here
 */
export function bwrapArguments(pod: PodSpec, container: Container, host: Host): string[] {
  const security = { ...pod.securityContext, ...container.securityContext };
  refuseWeaker(security, container);
  return [
    ...['--unshare-user', '--uid', String(security.runAsUser), '--gid', String(security.runAsGroup)],
    ...['--unshare-net', '--unshare-pid', '--as-pid-1', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...['--cap-drop', 'ALL', '--new-session', '--die-with-parent'],
    ...imageArguments(host),
    ...['--proc', '/proc', '--ro-bind', '/sys', '/sys', '--tmpfs', '/dev'],
    ...DEVICES.flatMap((device) => ['--dev-bind', device, device]),
    ...mountArguments(pod, container, host),
    ...['--remount-ro', '/dev', '--remount-ro', '/'],
    ...environmentArguments(container, host),
    ...['--', ...[...(container.command ?? []), ...(container.args ?? [])].map((text) => expanded(text, container))],
  ];
}

function refuseWeaker(security: NonNullable<Container['securityContext']>, container: Container): void {
  const weaker = [
    ...(security.runAsUser && security.runAsGroup ? [] : ['no user and group other than root']),
    ...(security.readOnlyRootFilesystem ? [] : ['a writable root']),
    ...(security.allowPrivilegeEscalation === false ? [] : ['privilege escalation']),
    ...(security.capabilities?.drop?.includes('ALL') && !security.capabilities.add ? [] : ['capabilities']),
    ...(container.command ? [] : ['no command: that of the image is not known here']),
    ...(container.env ?? []).filter((variable) => variable.valueFrom).map(({ name }) => `${name} from elsewhere`),
  ];
  if (weaker.length > 0) {
    throw new Error(`container ${container.name} cannot be run as its manifest says: ${weaker.join(', ')}`);
  }
}

function imageArguments({ image, links }: Host): string[] {
  return [
    ...Object.entries(image).flatMap(([path, source]) => ['--ro-bind', source, path]),
    ...Object.entries(links).flatMap(([path, target]) => ['--symlink', target, path]),
  ];
}

function mountArguments(pod: PodSpec, container: Container, host: Host): string[] {
  // A directory comes before those within it.
  const mounts = [...(container.volumeMounts ?? [])].sort((a, b) => a.mountPath.localeCompare(b.mountPath));
  const declared = mounts.flatMap((mount) => volumeArguments(volumeOf(pod, mount), mount, host));
  const shared = mounts.some((mount) => mount.mountPath === '/dev/shm');
  return [...(shared ? [] : tmpfs('/dev/shm', RUNTIME_SHM_BYTES)), ...declared];
}

function volumeOf(pod: PodSpec, mount: VolumeMount): Volume {
  const volume = pod.volumes?.find(({ name }) => name === mount.name);
  if (volume === undefined) {
    throw new Error(`${mount.mountPath} mounts volume ${mount.name}, which the pod does not have`);
  }
  return volume;
}

function volumeArguments(volume: Volume, mount: VolumeMount, host: Host): string[] {
  if (volume.emptyDir) {
    return tmpfs(mount.mountPath, bytesOf(volume.emptyDir.sizeLimit ?? `no size limit of volume ${volume.name}`));
  }
  const source = host.volumes[volume.name];
  const isWritable = volume.persistentVolumeClaim?.readOnly !== true && host.writable?.includes(volume.name);
  if (source === undefined || !(mount.readOnly || isWritable)) {
    throw new Error(`volume ${volume.name} must be an emptyDir, or read-only with a directory that stands for it`);
  }
  return [mount.readOnly ? '--ro-bind' : '--bind', source, mount.mountPath];
}

function tmpfs(path: string, bytes: number): string[] {
  return ['--size', String(bytes), '--tmpfs', path];
}

function environmentArguments(container: Container, host: Host): string[] {
  const own = (container.env ?? []).map(({ name, value = '' }) => [name, value]);
  return ['--clearenv', ...[...Object.entries(host.env), ...own].flatMap(([name, value]) => ['--setenv', name, value])];
}

/** `$(NAME)` in a command is a variable of the container (Kubernetes API, `Container.args`). */
function expanded(text: string, { env = [] }: Container): string {
  return env.reduce((left, { name, value = '' }) => left.replaceAll(`$(${name})`, value), text);
}

const UNITS: Record<string, number> = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 };

/** Bytes of a Kubernetes quantity in binary units. */
export function bytesOf(quantity: string): number {
  const [, amount, unit] = /^(\d+)(Ki|Mi|Gi)$/.exec(quantity) ?? [];
  if (unit === undefined) {
    throw new Error(`cannot read a size: ${quantity}; allowed: whole Ki, Mi or Gi`);
  }
  return Number(amount) * UNITS[unit];
}
