import { engineProgramNames } from './programs';
import { Manifest } from '../../objects/manifest';
import { podsOf } from '../../objects/pods';

/** Addresses that a container may connect to over TCP. */
export interface Destination {
  readonly cidrs: readonly string[];
  /** Empty for every port. */
  readonly ports: readonly number[];
}

/** What the engine's container of a service does, read from the manifests that are applied. Everything else is an alert. */
export interface RuntimeContract {
  readonly service: string;
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly container: string;
  /** How its command line begins, unless its image says so. A star stands for what is known when it starts. */
  readonly entrypoint?: string;
  /** Ports that it listens on. */
  readonly ports: readonly number[];
  /** File names of the programs that run in it. */
  readonly programs: readonly string[];
  /** Directories that it writes to. */
  readonly writablePaths: readonly string[];
  /** Whether a token for the Kubernetes API is mounted. */
  readonly hasToken: boolean;
  /** Ranges of pods, its own address among them: the processes of an engine talk to each other by it. */
  readonly podCidrs: readonly string[];
  readonly destinations: readonly Destination[];
}

/** What manifests do not tell. */
export interface ContractOptions {
  readonly podCidrs?: readonly string[];
  readonly programs?: readonly string[];
}

export const TOKEN_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** What is read: what runs the pods, how they are found, and what lets their traffic out. */
export interface ContractSources {
  readonly name: string;
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly workload: Manifest;
  readonly networkPolicy: Manifest;
}

/** The contract of the engine: the first container of what runs the pods. */
export function runtimeContract(sources: ContractSources, options: ContractOptions = {}): RuntimeContract {
  const { name, namespace, podLabels, workload, networkPolicy } = sources;
  const [pod] = podsOf(workload);
  const volumes = (pod.spec.volumes ?? []) as any[];
  const container = (pod.spec.containers as any[])[0];
  const writable = new Set(volumes.filter((volume) => volume.emptyDir).map((volume) => volume.name));
  const mounts: any[] = container.volumeMounts ?? [];
  const egress: any[] = (networkPolicy.spec as any).egress ?? [];
  return {
    service: name,
    namespace,
    podLabels,
    container: container.name,
    entrypoint: entrypointOf(container),
    ports: (container.ports ?? []).map(({ containerPort }: any) => containerPort),
    programs: [...new Set([...commandOf(container), ...engineProgramNames(), ...(options.programs ?? [])])],
    writablePaths: mounts.filter((mount) => writable.has(mount.name)).map(({ mountPath }) => mountPath),
    hasToken: mounts.some(({ mountPath }) => mountPath === TOKEN_DIRECTORY),
    podCidrs: options.podCidrs ?? PRIVATE_RANGES,
    destinations: egress.flatMap(destinationsOf),
  };
}

/** The program of a container, unless its image names it. */
function commandOf({ command = [] }: any): string[] {
  return command.slice(0, 1).map(fileName);
}

/** Program and first argument, which names the model where the engine has it there. */
function entrypointOf({ command, args = [] }: any): string | undefined {
  return command && [...command, ...args.slice(0, 1)].join(' ').replace(/\$\([^)]*\)|[|&!]/g, '*');
}

/** What an egress rule opens to addresses over TCP. Pods that it names by labels are within the ranges of pods. */
function destinationsOf({ to = [], ports }: any): Destination[] {
  const cidrs = to.flatMap((peer: any) => (peer.ipBlock ? [peer.ipBlock.cidr] : []));
  const overTcp = ports?.filter(({ protocol = 'TCP' }) => protocol === 'TCP').map(({ port }: any) => port);
  return cidrs.length === 0 || overTcp?.length === 0 ? [] : [{ cidrs, ports: overTcp ?? [] }];
}

function fileName(path: string): string {
  return path.split('/').pop()!;
}
