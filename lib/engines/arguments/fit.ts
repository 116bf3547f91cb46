import { nearest } from './nearest';
import { couldMean, Flag, parseArguments } from './parse';
import { Problem } from '../../private/problems';
import { EngineProfile } from '../engine-profile';
import { NumericRange } from '../start-facts';
import { compareVersions, isVersion } from '../version';

/** What a service gives its engine. */
export interface Fit {
  readonly version: string;
  readonly gpus: number;
  readonly nodes: number;
}

/** Problems of arguments with which the engine would not start: unknown flags, values out of range, other GPUs. */
export function checkFit(profile: EngineProfile, args: readonly string[], fit: Fit): Problem[] {
  const { flags } = parseArguments(args);
  return [
    ...flags.flatMap((flag) => checkKnown(profile, flag, fit.version)),
    ...(profile.ranges ?? []).flatMap((range) => checkRange(profile, range, flags)),
    ...flags.flatMap((flag) => checkGroup(profile, flag, fit.nodes)),
    ...checkParallelism(profile, flags, fit),
  ];
}

/** Flags are known of the described version only; a newer one may have more. */
function checkKnown({ name, knownFlags, describedVersion }: EngineProfile, flag: Flag, version: string): Problem[] {
  if (!knownFlags || !isVersion(version) || compareVersions(version, describedVersion) !== 0) {
    return [];
  }
  const positive = flag.name.replace(/^--no-/, '--');
  if (knownFlags.some((known) => known.startsWith(flag.name) || known.startsWith(positive))) {
    return [];
  }
  return [
    {
      what: `${name} ${version} has no argument ${flag.name}`,
      got: flag.written.join(' '),
      allowed: `the nearest is ${nearest(flag.name, knownFlags)}`,
      fix: 'correct the name: the server would not start',
    },
  ];
}

function checkRange(
  profile: EngineProfile,
  { name, aliases = [], above, least, most }: NumericRange,
  flags: readonly Flag[],
): Problem[] {
  const value = lastValue(profile, flags, [name, ...aliases]);
  if (value === undefined) {
    return [];
  }
  const number = Number(value);
  const isWithin = number > (above ?? -Infinity) && number >= (least ?? -Infinity) && number <= (most ?? Infinity);
  const bounds = [
    ...(above === undefined ? [] : [`more than ${above}`]),
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ];
  return isWithin
    ? []
    : [{ what: `argument ${name} is out of range`, got: value, allowed: bounds.join(', '), fix: 'correct the number' }];
}

/** Flags by which the pods of a group find each other are those of the workload. */
function checkGroup({ multiNode, parallelism }: EngineProfile, flag: Flag, nodes: number): Problem[] {
  const { pipeline = [] } = parallelism ?? {};
  const ofGroup = [...(multiNode?.flags ?? []), ...(multiNode?.workerFlags ?? [])]
    .flatMap(({ name, aliases = [] }) => [name, ...aliases])
    .filter((name) => nodes > 1 || !pipeline.includes(name));
  return ofGroup.includes(flag.name)
    ? [
        {
          what: `argument ${flag.name} is for a replica on several nodes`,
          got: flag.written.join(' '),
          allowed: nodes > 1 ? 'what the workload sets' : 'a replica on one node',
          fix: 'remove it; Workload.leaderWorkerSet sets it for a replica on several nodes',
        },
      ]
    : [];
}

/** Each GPU of a replica has one place in tensor × pipeline × data parallelism. */
function checkParallelism(profile: EngineProfile, flags: readonly Flag[], { gpus, nodes }: Fit): Problem[] {
  const { parallelism } = profile;
  if (parallelism === undefined || gpus === 0 || flags.some(({ name }) => parallelism.shared.includes(name))) {
    return [];
  }
  const { tensor, pipeline, data } = parallelism;
  const [t, p, d] = [
    Number(lastValue(profile, flags, tensor) ?? gpus),
    nodes > 1 ? nodes : Number(lastValue(profile, flags, pipeline) ?? 1),
    Number(lastValue(profile, flags, data) ?? 1),
  ];
  return t * p * d === gpus * nodes
    ? []
    : [
        {
          what: 'tensor × pipeline × data parallelism is not the number of GPUs of a replica',
          got: `${t} × ${p} × ${d}`,
          allowed: `${gpus} GPUs × ${nodes} nodes`,
          fix: `correct ${tensor[0]}, ${pipeline[0]} or ${data[0]}, or the GPUs of the service`,
        },
      ];
}

/** The value that counts: of the last one, also by the beginning of its name. */
function lastValue(
  { knownFlags = [] }: EngineProfile,
  flags: readonly Flag[],
  names: readonly string[],
): string | undefined {
  const means = (written: string) =>
    names.includes(written) || (!knownFlags.includes(written) && couldMean(written, names));
  return flags
    .filter(({ name }) => means(name))
    .at(-1)
    ?.values.at(-1);
}
