import { execFileSync } from 'node:child_process';
import { Level } from './fixtures';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { RULES } from '../../../lib/guardrails/rules';
import { Rule } from '../../../lib/guardrails/rules/rule';
import { containersOf, heldBy, PodView } from '../../../lib/objects/pods';
import { Input, inputsOf, Told } from '../../../lib/scan/read';
import { sourcesOf } from '../../../lib/scan/sources';

/** A pod of a file, and whether each level of the standards refuses it; undefined where nobody can say. */
export interface JudgedPod {
  readonly file: string;
  readonly path: string;
  /** What tells pods at one path of several documents apart. */
  readonly containers: readonly string[];
  readonly refused?: Readonly<Record<Level, boolean>>;
}

/** What library and rules say of the pods of a folder. */
export interface Comparison {
  /** Pods that both find. */
  readonly both: number;
  /** Of these, those that `restricted` and `baseline` refuse. */
  readonly refused: Readonly<Record<Level, number>>;
  /** Places where the types of Kubernetes read no pod, as in a template: no API server takes it. */
  readonly unreadable: number;
  /** Pods in documents that check refuses, as errors with their places. */
  readonly inErrors: number;
  /** Pods that one of them does not find, and pods of which they say different things. */
  readonly differences: readonly string[];
}

/** `restricted` demands all that `baseline` does. */
export const rulesOf = (level: Level): readonly Rule[] =>
  RULES.filter(({ frameworks }) =>
    frameworks.pss?.some((control) => level === 'restricted' || control.startsWith('baseline: ')),
  );

/** Compares the pods that the library of Pod Security finds in a folder with those that `check` finds. */
export async function compared(binary: string, folder: string): Promise<Comparison> {
  const all = foundByLibrary(binary, folder);
  const unreadable = new Set(all.filter(({ refused }) => refused === undefined).map(placeOf));
  const isReadable = (pod: JudgedPod) => !unreadable.has(placeOf(pod));
  const library = byKey(all.filter(isReadable));
  const erroneous = new Set<string>();
  const rules = byKey((await foundByRules(folder, ({ file }) => erroneous.add(file))).filter(isReadable));
  const differences: string[] = [];
  const refused = { baseline: 0, restricted: 0 };
  let [both, inErrors] = [0, 0];
  for (const key of new Set([...library.keys(), ...rules.keys()])) {
    const [theirs = [], ours = []] = [library.get(key), rules.get(key)];
    if (ours.length < theirs.length && erroneous.has(theirs[0].file)) {
      inErrors += theirs.length - ours.length;
    } else if (theirs.length !== ours.length) {
      differences.push(`${key}: the library finds ${theirs.length}, check ${ours.length}`);
    } else {
      both += theirs.length;
      for (const level of ['baseline', 'restricted'] as const) {
        const [said, found] = [theirs, ours].map((pods) => pods.filter((pod) => pod.refused?.[level]).length);
        refused[level] += said;
        if (said !== found) {
          differences.push(`${key}: ${level} refuses ${said}, check ${found}`);
        }
      }
    }
  }
  return { both, refused, unreadable: unreadable.size, inErrors, differences };
}

const placeOf = ({ file, path }: JudgedPod) => `${file} ${path}`;

function foundByLibrary(binary: string, folder: string): JudgedPod[] {
  const lines = execFileSync(binary, [folder], { encoding: 'utf8', maxBuffer: 2 ** 30 }).split('\n');
  return lines.filter(Boolean).map((line) => {
    const { baseline, restricted, unreadable, ...pod } = JSON.parse(line);
    const refused = { baseline: baseline?.length > 0, restricted: restricted?.length > 0 };
    return { ...pod, refused: unreadable === undefined ? refused : undefined };
  });
}

async function foundByRules(folder: string, onProblem: Told['onProblem']): Promise<JudgedPod[]> {
  const pods: JudgedPod[] = [];
  for await (const input of inputsOf(sourcesOf([folder]), { onProblem, onUnknown: () => undefined })) {
    if (input.kind === 'object') {
      const views = heldBy(input.object).pods.filter(isWritten);
      const broken = { baseline: brokenPaths(input, 'baseline'), restricted: brokenPaths(input, 'restricted') };
      pods.push(
        ...views.map((view) => ({
          file: input.file,
          path: [pathText(input.path), view.path].filter(Boolean).join('.'),
          containers: (view.spec.containers as { name?: string; image?: string }[]).map(
            ({ name = '', image = '' }) => `${name} ${image}`,
          ),
          refused: {
            baseline: isBroken(view, broken.baseline),
            restricted: isBroken(view, broken.restricted),
          },
        })),
      );
    }
  }
  return pods;
}

/** Both read what is written as fields: the library has no eyes for texts, nor for containers that an operator writes. */
function isWritten({ spec, foundBy, piece }: PodView): boolean {
  const containers: unknown[] = Array.isArray(spec.containers) ? spec.containers : [];
  return (
    foundBy !== 'text' &&
    piece !== 'image' &&
    containers.some((item) => typeof (item as { image?: unknown } | null)?.image === 'string')
  );
}

function brokenPaths({ object }: Extract<Input, { kind: 'object' }>, level: Level): string[] {
  return evaluateManifests([object], {}, rulesOf(level)).map(({ path }) => path);
}

function isBroken(view: PodView, broken: readonly string[]): boolean {
  const places = [view.path, ...containersOf(view).map(({ path }) => path)];
  return broken.some((path) => places.includes(path));
}

function pathText(steps: readonly (string | number)[]): string {
  return steps
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

function byKey(pods: readonly JudgedPod[]): Map<string, JudgedPod[]> {
  const found = new Map<string, JudgedPod[]>();
  for (const pod of pods) {
    const key = `${pod.file} ${pod.path} [${pod.containers.join(', ')}]`;
    found.set(key, [...(found.get(key) ?? []), pod]);
  }
  return found;
}
