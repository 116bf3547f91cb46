import { ConfigMaps } from '../../../lib/effective/commands/config-maps';
import { Started, startedBy } from '../../../lib/effective/commands/started';
import { textsOf } from '../../../lib/effective/commands/word';
import { Manifest } from '../../../lib/objects/manifest';
import { Fields } from '../../../lib/objects/unknown-fields';

export function configMap(name: string, data: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

/** What a container starts, with ConfigMaps of its namespace; each of them may be mounted as a volume of its name. */
export function started(container: Fields, ...configMaps: readonly Manifest[]): Started {
  const volumes = configMaps.map(({ metadata }) => ({ name: metadata!.name, configMap: { name: metadata!.name } }));
  return startedBy(container, volumes, 'default', new ConfigMaps(configMaps));
}

/** Engine and arguments of each launch, as a command line. */
export function lines({ launches }: Started): string[] {
  return launches.map(({ engine, args }) => [engine.name, ...textsOf(args)].join(' '));
}

/** Why it is not known what runs. */
export function reasons({ undecided }: Started): string[] {
  return undecided.map(({ reason }) => reason);
}

/** A container whose shell runs a text. */
export function shell(text: string, rest: Fields = {}): Fields {
  return { command: ['sh', '-c', text], ...rest };
}
