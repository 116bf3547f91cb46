import { Objection } from '../refusal';

/** A member of a configuration that makes a loader import or download code, or build objects by name. */
interface ConfigRule {
  readonly key: string;
  readonly isBad: (value: unknown) => boolean;
  readonly rule: 'remote-code' | 'custom-operator';
  readonly reason: string;
  readonly fix: string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isFilled = (value: unknown) =>
  isText(value) || (typeof value === 'object' && value !== null && Object.keys(value).length > 0);
const REWRITE = 'use a model whose architecture the engine itself implements, and remove the member';

/** Tokenizers have such words as keys of numbers, so each rule looks at the value too. */
const CONFIG_RULES: ConfigRule[] = [
  {
    key: 'auto_map',
    isBad: isFilled,
    rule: 'remote-code',
    reason: 'auto_map names Python classes that transformers downloads and imports',
    fix: REWRITE,
  },
  {
    key: 'custom_pipelines',
    isBad: isFilled,
    rule: 'remote-code',
    reason: 'custom_pipelines names Python classes that transformers imports',
    fix: REWRITE,
  },
  {
    key: 'trust_remote_code',
    isBad: (value) => value === true || isText(value) || value === 1,
    rule: 'remote-code',
    reason: 'trust_remote_code lets the loader import code of the model',
    fix: 'remove it',
  },
  {
    key: '_target_',
    isBad: isText,
    rule: 'remote-code',
    reason: '_target_ names a Python callable that Hydra calls',
    fix: REWRITE,
  },
  {
    key: 'class_name',
    isBad: (value) => value === 'Lambda' || value === 'TFOpLambda',
    rule: 'remote-code',
    reason: 'a Keras Lambda layer holds Python bytecode',
    fix: 'replace the layer, and save the weights as safetensors or ONNX',
  },
  ...['py/object', 'py/reduce', 'py/function', 'py/type', '__reduce__'].map((key): ConfigRule => ({
    key,
    isBad: isFilled,
    rule: 'remote-code',
    reason: `${key} makes jsonpickle build a Python object`,
    fix: 'write plain JSON',
  })),
  {
    key: 'parent_library',
    isBad: (value) => isText(value) && !/^(transformers|diffusers)(\.|$)/.test(value),
    rule: 'remote-code',
    reason: 'parent_library names a Python module that PEFT imports',
    fix: 'train the adapter on a class of transformers',
  },
  {
    key: 'custom_ops_library',
    isBad: isText,
    rule: 'custom-operator',
    reason: 'custom_ops_library names a native library that ONNX Runtime loads',
    fix: 'export the model without custom operators',
  },
];

/** Objections to a configuration, wherever in it the members are. */
export function checkConfig(document: unknown): Objection[] {
  return [...members(document)].flatMap(([key, value]) =>
    CONFIG_RULES.filter((rule) => rule.key === key && rule.isBad(value)).map(({ rule, reason, fix }) => ({
      rule,
      reason: `${reason}: ${JSON.stringify(value).slice(0, 200)}`,
      fix,
    })),
  );
}

/** Modules that Sentence Transformers imports by the names in modules.json, which is a list. */
export function checkModules(document: unknown): Objection[] {
  const modules = Array.isArray(document) ? (document as unknown[]) : [];
  return modules
    .map((module) => (module as { type?: unknown } | null)?.type)
    .filter((type): type is string => isText(type) && /^\w+\.[\w.]+$/.test(type))
    .filter((type) => !type.startsWith('sentence_transformers.'))
    .map((type) => ({
      rule: 'remote-code',
      reason: `module type ${JSON.stringify(type)} is a Python class that Sentence Transformers imports`,
      fix: 'use modules of sentence_transformers only',
    }));
}

/** Chat templates in a configuration: one text, or several with names. */
export function templatesOf(document: unknown): string[] {
  return [...members(document)].filter(([key]) => key === 'chat_template').flatMap(([, value]) => textsOf(value));
}

/** Files that an index of shards names. */
export function shardsOf(document: unknown): string[] {
  const map = (document as { weight_map?: unknown } | null)?.weight_map;
  return typeof map === 'object' && map !== null ? [...new Set(Object.values(map).map(String))] : [];
}

function textsOf(value: unknown): string[] {
  if (isText(value)) {
    return [value];
  }
  const texts = [...members(value)].filter(([key]) => key !== 'name').map(([, text]) => text);
  return texts.filter(isText);
}

/** Every member of every object and list, outermost first. */
function* members(document: unknown): Generator<[string, unknown]> {
  const waiting = [document];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) {
        const member = (value as Record<string, unknown>)[key];
        yield [key, member];
        waiting.push(member);
      }
    }
  }
}
