import { Answer, Request } from './engine-process';
import { Container, PodSpec } from './pod';
import { bytesOf, Host } from './sandbox';
import { EngineProfile } from '../../../lib/engines';

/** What a machine without a GPU makes necessary, and nothing else. */
export interface CpuChange {
  readonly args?: string[];
  readonly env?: Record<string, string>;
  readonly why: string;
}

/** A request that the contract refuses, and its neighbour that it allows. */
export interface Limit {
  readonly name: string;
  readonly beyond: Request;
  readonly within: Request;
  /** Part of the answer that says why. */
  readonly reason: RegExp;
  /** Status of the refusal where the engine gives another than 4xx. */
  readonly status?: number;
}

/**
 * A part of the contract that is taken away, as `env NAME` or `mount /path`. Either the container then fails, or a request
 * past a limit is answered, or there is a reason why neither shows on this machine.
 */
export interface Ablation {
  readonly take: string[];
  /** What the log says of the failure. */
  readonly fails?: RegExp;
  /** Name of the limit that no longer holds. */
  readonly opens?: string;
  readonly reason?: string;
}

/** An engine that the runner starts under its contract. */
export interface EngineCase {
  readonly profile: EngineProfile;
  /** Example with the manifest. */
  readonly example: string;
  readonly cpuChanges: CpuChange[];
  readonly completion: Request;
  readonly limits: Limit[];
  readonly ablations: Ablation[];
  image(): Host;
}

/** Whether an answer is a refusal for the reason of a limit. */
export function isRefused(limit: Limit, answer: Answer): boolean {
  const expected =
    limit.status === undefined ? answer.status >= 400 && answer.status < 500 : answer.status === limit.status;
  return expected && limit.reason.test(answer.text);
}

export function withCpuChanges(container: Container, changes: CpuChange[]): Container {
  return {
    ...container,
    args: [...(container.args ?? []), ...changes.flatMap(({ args = [] }) => args)],
    env: [
      ...(container.env ?? []),
      ...changes.flatMap(({ env = {} }) => Object.entries(env).map(([name, value]) => ({ name, value }))),
    ],
  };
}

/** Everything of a contract that can be taken away. */
export function partsOf(container: Container): string[] {
  return [
    ...(container.env ?? []).map(({ name }) => `env ${name}`),
    ...(container.volumeMounts ?? []).map(({ mountPath }) => `mount ${mountPath}`),
  ];
}

export function without(container: Container, parts: readonly string[]): Container {
  return {
    ...container,
    env: container.env?.filter(({ name }) => !parts.includes(`env ${name}`)),
    volumeMounts: container.volumeMounts?.filter(({ mountPath }) => !parts.includes(`mount ${mountPath}`)),
  };
}

/** Parts of the contract that no ablation names, and names in ablations that the contract does not have. */
export function uncovered(
  container: Container,
  ablations: readonly Ablation[],
): { missing: string[]; stale: string[] } {
  const parts = partsOf(container);
  const taken = ablations.flatMap(({ take }) => take);
  return {
    missing: parts.filter((part) => !taken.includes(part)),
    stale: taken.filter((part) => !parts.includes(part)),
  };
}

/** Sizes of the writable mounts in bytes, by path. */
export function writableMounts(pod: PodSpec, container: Container): Record<string, number> {
  const sizes = (container.volumeMounts ?? []).flatMap(({ name, mountPath }) => {
    const limit = pod.volumes?.find((volume) => volume.name === name)?.emptyDir?.sizeLimit;
    return limit === undefined ? [] : [[mountPath, bytesOf(limit)] as const];
  });
  return Object.fromEntries(sizes);
}
