import { isFilled, isText } from './members';
import { Objection } from '../refusal';

/** A key that makes a loader import or download code, or build objects by name, whatever its value looks like. */
export interface KeyRule {
  readonly keys: readonly string[];
  readonly isBad: (value: unknown) => boolean;
  /** Whether all other values are harmless, though they name modules. Else they are judged by what they name. */
  readonly decides?: true;
  readonly rule: Objection['rule'];
  readonly what: string;
  readonly fix: string;
}

export const REWRITE = 'use a model whose architecture the engine itself implements, and remove the member';

/** Bytecode, and a pickle of torch. Source: Keras, `serialization_lib`, `TorchModuleWrapper`. */
const CODE_OF_KERAS = ['Lambda', 'TFOpLambda', '__lambda__', 'TorchModuleWrapper'];

/** Tokenizers have such words as keys of numbers, so each rule looks at the value too. */
const KEY_RULES: readonly KeyRule[] = [
  {
    keys: ['auto_map', 'custom_pipelines', 'custom_pipeline', 'custom_generate'],
    isBad: isFilled,
    rule: 'remote-code',
    what: 'names Python code that loaders download and import',
    fix: REWRITE,
  },
  {
    keys: ['trust_remote_code', 'trust_repo', 'allow_remote', 'allow_remote_code', 'allow_all_kernels', 'use_kernels'],
    isBad: (value) => value === true || isText(value) || value === 1,
    rule: 'remote-code',
    what: 'lets the loader import code of the model or of a repository',
    fix: 'remove it',
  },
  {
    keys: ['allow_pickle', 'allow_dangerous_deserialization', 'enable_unsafe_deserialization', 'unsafe_load'],
    isBad: (value) => value === true || isText(value) || value === 1,
    rule: 'remote-code',
    what: 'lets the loader unpickle',
    fix: 'remove it',
  },
  {
    keys: ['weights_only', 'safe_mode'],
    isBad: (value) => value === false || value === 0,
    rule: 'remote-code',
    what: 'lets the loader unpickle',
    fix: 'remove it',
  },
  {
    // ModelScope, MMEngine and vLLM, which install or import them by nothing but a word.
    keys: [
      'plugins',
      'custom_imports',
      'import_modules',
      'io_processor_plugin',
      'tool_parser_plugin',
      'reasoning_parser_plugin',
      'logits_processors',
      'python_model',
      'model_code_path',
    ],
    isBad: isFilled,
    rule: 'remote-code',
    what: 'names modules that the server imports',
    fix: 'remove it',
  },
  {
    keys: ['environment_tarball', 'environment_path'],
    isBad: isFilled,
    rule: 'remote-code',
    what: 'names an environment of Python that MLServer runs the model in',
    fix: 'remove it',
  },
  {
    // DJL Serving, whose own begin with djl_python.
    keys: ['entryPoint', 'entrypoint', 'entry_point'],
    isBad: (value) => isText(value) && !/^djl_python(?:\.\w+)+$/.test(value),
    decides: true,
    rule: 'remote-code',
    what: 'names a program that the server runs',
    fix: 'remove it',
  },
  {
    keys: ['loader_module'],
    isBad: (value) => isText(value) && !/^mlflow\.\w+$/.test(value),
    decides: true,
    rule: 'remote-code',
    what: 'names a module that MLflow imports',
    fix: 'log the model by a flavour of MLflow itself',
  },
  {
    keys: ['_target_'],
    isBad: isText,
    rule: 'remote-code',
    what: 'names a Python callable that Hydra calls',
    fix: REWRITE,
  },
  {
    keys: ['class_name'],
    isBad: (value) => isText(value) && CODE_OF_KERAS.includes(value),
    rule: 'remote-code',
    what: 'is that of a Keras layer or object that holds Python code',
    fix: 'replace the layer, and save the weights as safetensors or ONNX',
  },
  {
    keys: ['py/object', '__reduce__', '__loader__'],
    isBad: isFilled,
    rule: 'remote-code',
    what: 'makes jsonpickle or skops build a Python object',
    fix: 'write plain JSON',
  },
  {
    keys: ['parent_library', 'megatron_core'],
    isBad: (value) => isText(value) && !/^(?:(?:transformers|diffusers)(?:\.\w+)*|megatron\.core)$/.test(value),
    decides: true,
    rule: 'remote-code',
    what: 'names a Python module that PEFT imports',
    fix: 'train the adapter on a class of transformers',
  },
  {
    keys: ['custom_ops_library', 'ep_cache_context', 'ep_library_path'],
    isBad: isText,
    rule: 'custom-operator',
    what: 'names a native library, or a compiled graph, that ONNX Runtime loads',
    fix: 'export the model without custom operators',
  },
];
const BY_KEY = new Map(KEY_RULES.flatMap((rule) => rule.keys.map((key) => [key, rule] as const)));

/** The rule of a key; servers take dashes for underscores, and jsonpickle has a family of keys. */
export function ruleOf(key: string): KeyRule | undefined {
  return BY_KEY.get(key.startsWith('py/') ? 'py/object' : key.replaceAll('-', '_'));
}
