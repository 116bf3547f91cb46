import { CONTAINER_LISTS, POD_PATHS, SINGLE_CONTAINERS } from './pod-paths';
import type { ObjectKinds } from '../guardrails/rules/rule';

/** A Kubernetes object as it is written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly generateName?: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** A pod template within an object, or the object itself. */
export interface PodView {
  /** Where the pod spec is, for example `spec.template.spec`. */
  readonly path: string;
  readonly spec: Record<string, unknown>;
  readonly meta: Record<string, unknown>;
}

/** A container and where it is, for example `spec.containers[0]`. */
export interface ContainerView {
  readonly path: string;
  readonly name: string;
  /** Undefined where there is something else, of which no rule holds. */
  readonly container: Record<string, unknown> | undefined;
}

/** Name of an object for a reader: `load-test-*` where the API server makes it, empty where it has none. */
export function nameOf({ metadata }: Manifest): string {
  return metadata?.name ?? (metadata?.generateName === undefined ? '' : `${metadata.generateName}*`);
}

/** API group of an object; empty for the core group. */
export function groupOf({ apiVersion }: Manifest): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

const groupKinds = new Map<string, Map<string, string>>();

/** API group and kind of an object, for example `apps/Deployment` and `/Pod`. Every object is asked, so texts are kept. */
export function groupKindOf(object: Manifest): string {
  const ofVersion = groupKinds.get(object.apiVersion) ?? new Map<string, string>();
  const known = ofVersion.get(object.kind);
  if (known !== undefined) {
    return known;
  }
  const text = `${groupOf(object)}/${object.kind}`;
  groupKinds.set(object.apiVersion, ofVersion.set(object.kind, text));
  return text;
}

export function isOfKinds(object: Manifest, all: readonly ObjectKinds[]): boolean {
  return all.some(({ group, kinds }) => group === groupOf(object) && kinds.includes(object.kind));
}

/** Every pod that an object makes. */
export function podsOf(object: Manifest): PodView[] {
  const { templates = [], specs = [] } = POD_PATHS[groupKindOf(object)] ?? {};
  const pods: PodView[] = [];
  for (const template of templates) {
    for (const { path, value } of valuesAt(object, stepsOf(template))) {
      pods.push({ path: joined(path, 'spec'), spec: record(value.spec), meta: record(value.metadata) });
    }
  }
  for (const spec of specs) {
    for (const { path, value } of valuesAt(object, stepsOf(spec))) {
      pods.push({ path, spec: value, meta: record(object.metadata) });
    }
  }
  return pods;
}

/** Every container of a pod: init and ephemeral ones have the same kernel, volumes and network. */
export function containersOf({ path, spec }: PodView): ContainerView[] {
  const containers: ContainerView[] = [];
  for (const list of CONTAINER_LISTS) {
    const items = spec[list] ?? [];
    const place = joined(path, list);
    if (Array.isArray(items)) {
      items.forEach((item, index) => containers.push(view(`${place}[${index}]`, item)));
    } else {
      containers.push(view(place, undefined));
    }
  }
  for (const field of SINGLE_CONTAINERS) {
    if ((spec[field] ?? undefined) !== undefined) {
      containers.push(view(joined(path, field), spec[field]));
    }
  }
  return containers;
}

function view(path: string, value: unknown): ContainerView {
  const container = isRecord(value) ? value : undefined;
  return { path, name: String(container?.name ?? ''), container };
}

function stepsOf(path: string): string[] {
  return path === '' ? [] : path.split('.');
}

interface Found {
  readonly path: string;
  readonly value: Record<string, unknown>;
}

function valuesAt(value: unknown, [head, ...rest]: readonly string[], walked = ''): Found[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if (head === undefined) {
    return [{ path: walked, value: value as Record<string, unknown> }];
  }
  return head === '*'
    ? Object.values(value).flatMap((item, index) => valuesAt(item, rest, `${walked}[${index}]`))
    : valuesAt((value as Record<string, unknown>)[head], rest, joined(walked, head));
}

function joined(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
