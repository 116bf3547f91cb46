import * as values from './values';
import { ABSENT, deoptimize } from './values';

/** What texts are evaluated in, one after the other. */
export interface Frame {
  readonly context: Record<string, unknown>;
  /** Values of the variables of comprehensions, the outermost first. */
  readonly locals: unknown[];
  /** What the shared parts came to. */
  readonly results: unknown[];
  /** Items of lists by their names. */
  readonly named: Map<unknown, ItemsByName>;
}

/** Undefined where an item has no name, or two have the same. */
export type ItemsByName = ReadonlyMap<unknown, unknown> | undefined;

export function frameOf(context: Record<string, unknown>): Frame {
  return { context, locals: [], results: [], named: new Map() };
}

export type Run<T = unknown> = (frame: Frame) => T;

/** A part of a text, ready to run. */
export interface Part {
  readonly run: Run;
  /** `ABSENT` where there is nothing. */
  readonly isOptional?: true;
  /** What it surely is. Integers are those of a text: the numbers of a manifest are floating, and not counted with. */
  readonly type?: 'boolean' | 'integer' | 'integers';
}

/** Names of the variables of the comprehensions around a part. */
export type Scope = readonly string[];

/** Variables that texts read. Each has a function of its own, which V8 compiles to a single load. */
const ROOTS: Readonly<Record<string, Run>> = {
  object: ({ context }) => context.object,
  pod: ({ context }) => context.pod,
  container: ({ context }) => context.container,
  objects: ({ context }) => context.objects,
  pods: ({ context }) => context.pods,
  resource: ({ context }) => context.resource,
  resources: ({ context }) => context.resources,
  variables: ({ context }) => context.variables,
};

/** Stands for a part of the language that only the engine knows. */
export const UNKNOWN: Part = { run: deoptimize };

export function within(frame: Frame, place: number, item: unknown): Frame {
  frame.locals[place] = item;
  return frame;
}

export function variable(name: string, scope: Scope): Part {
  const place = scope.lastIndexOf(name);
  if (place >= 0) {
    return { run: ({ locals }) => locals[place] };
  }
  return Object.hasOwn(ROOTS, name) ? { run: ROOTS[name] } : UNKNOWN;
}

/** A field of a map. Of an optional value, or where it need not be there, it is optional. */
export function field(receiver: Part, name: string, otherwise: () => unknown): Part {
  return selected(receiver, (value) => values.fieldOf(value, name), otherwise);
}

/** The same for a key that is computed, and for items of a list. */
export function element(receiver: Part, key: Part, otherwise: () => unknown): Part {
  const at = key.type === 'integer' ? values.itemAt : values.fieldAt;
  const found = selected(receiver, (value, frame) => at(value, key.run(frame)), otherwise);
  return receiver.type === 'integers' && !found.isOptional ? { ...found, type: 'integer' } : found;
}

function selected(
  { run, isOptional }: Part,
  at: (value: unknown, frame: Frame) => unknown,
  otherwise: () => unknown,
): Part {
  const select: Run = (frame) => {
    const value = run(frame);
    if (value === ABSENT) {
      return ABSENT;
    }
    const found = at(value, frame);
    return found === undefined ? otherwise() : found;
  };
  return isOptional || otherwise === absent ? { run: select, isOptional: true } : { run: select };
}

export function absent(): unknown {
  return ABSENT;
}

export function boolean(run: Run<boolean>): Part {
  return { run, type: 'boolean' };
}

/** A value that is the same wherever it is asked for, and that nothing changes. */
export function once<T>(run: Run<T>): Run<T> {
  let value: T | undefined;
  return (frame) => (value ??= run(frame));
}
