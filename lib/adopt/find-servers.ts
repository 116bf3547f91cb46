import { Fields } from './adopted';
import { Ledger, pathOf } from './ledger';
import { EngineKey, EngineProfile, ENGINES } from '../engines';
import { commandWords, engineOf, Word } from './command-line';

/** A container that runs an inference engine, with what is around it. */
export interface Server {
  readonly ledger: Ledger;
  readonly engine: EngineKey;
  readonly profile: EngineProfile;
  readonly container: Fields;
  readonly containerPath: string;
  readonly words: readonly Word[];
  readonly spec: Fields;
  readonly specPath: string;
  /** Maps around the pod spec with their paths, the nearest first. */
  readonly around: readonly Around[];
}

export interface Around {
  readonly value: Fields;
  readonly path: string;
}

/** Formats and runtimes of KServe's `model`, which names no image, and the engine that serves them. */
const KSERVE_RUNTIMES: readonly (readonly [RegExp, EngineKey])[] = [
  [/hugging|vllm/i, 'vllm'],
  [/sglang/i, 'sglang'],
  [/triton|onnx|tensorrt/i, 'triton'],
  [/nim/i, 'nim'],
];

/** Every server in an object of any kind; pods are known by their shape. */
export function serversIn(ledger: Ledger): Server[] {
  return visit(ledger, { value: ledger.manifest as unknown as Fields, path: '' }, []);
}

function visit(ledger: Ledger, here: Around, around: readonly Around[]): Server[] {
  const containers: unknown = here.value.containers;
  const own = Array.isArray(containers)
    ? containers.flatMap((container, index) =>
        serverOf(ledger, container, `${pathOf(here.path, 'containers')}[${index}]`, here, around),
      )
    : [];
  const inner = Object.entries(here.value).flatMap(([key, value]) => {
    const path = pathOf(here.path, key);
    const items = Array.isArray(value) ? value.map((item, index) => [`${path}[${index}]`, item]) : [[path, value]];
    return items
      .filter(([, item]) => typeof item === 'object' && item !== null && !Array.isArray(item))
      .flatMap(([below, item]) => visit(ledger, { value: item, path: below }, [here, ...around]));
  });
  return [...own.slice(0, 1), ...kserveModel(ledger, here, around), ...inner];
}

function serverOf(
  ledger: Ledger,
  container: unknown,
  containerPath: string,
  pod: Around,
  around: readonly Around[],
): Server[] {
  if (typeof container !== 'object' || container === null) {
    return [];
  }
  const words = commandWords(container as Fields, containerPath);
  const engine = engineOf(container as Fields, words);
  return engine === undefined ? [] : [make(ledger, engine, container as Fields, containerPath, words, pod, around)];
}

function kserveModel(ledger: Ledger, here: Around, around: readonly Around[]): Server[] {
  const model = here.value.model as Fields | undefined;
  if (ledger.manifest.kind !== 'InferenceService' || typeof model?.modelFormat !== 'object') {
    return [];
  }
  const named = `${model.runtime ?? ''} ${model.modelFormat?.name ?? ''}`;
  const [, engine] = KSERVE_RUNTIMES.find(([pattern]) => pattern.test(named)) ?? [];
  const path = pathOf(here.path, 'model');
  return engine === undefined ? [] : [make(ledger, engine, model, path, commandWords(model, path), here, around)];
}

function make(
  ledger: Ledger,
  engine: EngineKey,
  container: Fields,
  containerPath: string,
  words: readonly Word[],
  pod: Around,
  around: readonly Around[],
): Server {
  const profile = ENGINES[engine];
  return { ledger, engine, profile, container, containerPath, words, spec: pod.value, specPath: pod.path, around };
}
