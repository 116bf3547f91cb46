import { meaningsOf, readCommandLine } from './abbreviations';
import { nearest } from './nearest';
import { Flag, lastGiven } from './parse';
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
  const { flags } = readCommandLine(profile, args);
  return [
    ...flags.flatMap((flag) => checkKnown(profile, flag, fit.version)),
    ...(profile.ranges ?? []).flatMap((range) => checkRange(range, flags)),
    ...flags.flatMap((flag) => checkGroup(profile, flag, fit.nodes)),
    ...checkParallelism(profile, flags, fit),
  ];
}

/** Flags are known of the described version only; a newer one may have more. */
function checkKnown({ name, knownFlags, describedVersion }: EngineProfile, flag: Flag, version: string): Problem[] {
  if (!knownFlags || !isVersion(version) || compareVersions(version, describedVersion) !== 0) {
    return [];
  }
  const meant = meaningsOf(flag.name, knownFlags);
  if (meant.length === 1) {
    return [];
  }
  if (meant.length > 1) {
    return [
      {
        what: `argument ${flag.name} is an abbreviation of several`,
        got: flag.written.join(' '),
        allowed: meant.join(', '),
        fix: `write the whole name: ${name} ${version} would not start`,
      },
    ];
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

function checkRange({ name, aliases = [], above, least, most }: NumericRange, flags: readonly Flag[]): Problem[] {
  const value = lastValue(flags, [name, ...aliases]);
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
    Number(lastValue(flags, tensor) ?? gpus),
    nodes > 1 ? nodes : Number(lastValue(flags, pipeline) ?? 1),
    Number(lastValue(flags, data) ?? 1),
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

function lastValue(flags: readonly Flag[], names: readonly string[]): string | undefined {
  return lastGiven(flags, names)?.values.at(-1);
}
