import { posix } from 'node:path';
import { ConfigMaps, Entry } from './config-maps';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** What is known of a file of a container: its text, or where it comes from; undefined where the image has it. */
export type MountedFile = Entry | { readonly undecided: string } | undefined;

/** The file at a path, as far as volumes decide it. */
export type Files = (path: string) => MountedFile;

/** Files that volumes bring into a container. The deepest mount counts. */
export function filesOf(container: Fields, volumes: unknown, namespace: string, configMaps: ConfigMaps): Files {
  const mounts = listIn(container.volumeMounts).map(fieldsIn);
  const workingDir = String(container.workingDir ?? '/');
  return (path) => {
    const absolute = posix.resolve('/', workingDir, path);
    const mount = mounts
      .filter(({ mountPath }) => isWithin(absolute, String(mountPath)))
      .sort((one, other) => String(other.mountPath).length - String(one.mountPath).length)[0];
    if (mount === undefined) {
      return undefined;
    }
    const rest = posix.relative(posix.resolve('/', String(mount.mountPath)), absolute);
    const inVolume = posix.join(String(mount.subPath ?? ''), rest);
    const volume =
      listIn(volumes)
        .map(fieldsIn)
        .find(({ name }) => name === mount.name) ?? {};
    return (
      fileIn(volume, inVolume, namespace, configMaps) ?? { undecided: `${path} comes from ${describe(volume, mount)}` }
    );
  };
}

function isWithin(path: string, mountPath: string): boolean {
  const directory = posix.resolve('/', mountPath);
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
}

function fileIn(volume: Fields, path: string, namespace: string, configMaps: ConfigMaps): Entry | undefined {
  const sources = listIn(fieldsIn(volume.projected).sources).map((source) => fieldsIn(source).configMap);
  for (const source of [volume.configMap, ...sources].map(fieldsIn)) {
    const items = listIn(source.items).map(fieldsIn);
    const key = items.length === 0 ? path : items.find((item) => item.path === path)?.key;
    const entry = configMaps.entry(namespace, source.name, key);
    if (entry) {
      return entry;
    }
  }
  return undefined;
}

function describe(volume: Fields, mount: Fields): string {
  const { name } = fieldsIn(volume.configMap);
  return name === undefined
    ? `volume ${String(mount.name)}`
    : `ConfigMap ${String(name)}, which is not among the objects or has no such text`;
}
