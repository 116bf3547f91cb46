import { namesCode } from './code-keys';
import LOADER_KEYS from './loader-keys.json';
import { codeNamed } from './meaning';
import { isFilled, isObject, isText, JsonObject, Member, membersOf } from './members';
import { pathProblem } from '../model-file';
import { Objection } from '../refusal';

/** A key that makes a loader import or download code, or build objects by name, whatever its value looks like. */
interface KeyRule {
  readonly keys: readonly string[];
  readonly isBad: (value: unknown) => boolean;
  /** Whether all other values are harmless, though they name modules. Else they are judged by what they name. */
  readonly decides?: true;
  readonly rule: Objection['rule'];
  readonly what: string;
  readonly fix: string;
}

const REWRITE = 'use a model whose architecture the engine itself implements, and remove the member';

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
    keys: ['trust_remote_code', 'allow_all_kernels', 'use_kernels'],
    isBad: (value) => value === true || isText(value) || value === 1,
    rule: 'remote-code',
    what: 'lets the loader import code of the model or of a repository',
    fix: 'remove it',
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
    isBad: (value) => value === 'Lambda' || value === 'TFOpLambda',
    rule: 'remote-code',
    what: 'is that of a Keras Lambda layer, which holds Python bytecode',
    fix: 'replace the layer, and save the weights as safetensors or ONNX',
  },
  {
    keys: ['py/object', 'py/reduce', 'py/function', 'py/type', 'py/repr', 'py/newobj', '__reduce__', '__loader__'],
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

/** Their keys are names of tensors and labels. */
const MAPS_OF_NAMES = new Set(['weight_map', 'id2label', 'label2id']);
/** Modules that a configuration may name beside a class, since they are the loader itself. */
const OWN_MODULES = /^(?:keras|tf_keras|transformers|sentence_transformers|diffusers|torch\.nn)(?:\.\w+)*$/;
const PIPELINES = new Set(['diffusers', 'transformers', ...LOADER_KEYS.pipelines.split(' ')]);

/** Objections to a configuration, wherever in it the members are. */
export function checkConfig(document: unknown, path: string): Objection[] {
  const found: Objection[] = [];
  for (const member of membersOf([document])) {
    checkMember(member, found);
    if (isObject(member.value)) {
      checkObject(member.value, found);
    }
  }
  return [...found, ...checkModules(document), ...checkPipeline(document, path)];
}

function checkMember({ key, value, owner }: Member, found: Objection[]): void {
  const known = BY_KEY.get(key);
  if (known?.isBad(value)) {
    found.push({ rule: known.rule, reason: `${key} ${known.what}: ${brief(value)}`, fix: known.fix });
  } else if (typeof value === 'string' && !known?.decides) {
    const named = namesCode(MAPS_OF_NAMES.has(owner) ? owner : key, value);
    if (named !== undefined) {
      found.push({ rule: named.rule, reason: `${named.reason}: ${brief(value)}`, fix: REWRITE });
    }
  }
}

/** A class by its name and module, as Keras and skops write it; an object by its constructor, as LangChain does. */
function checkObject(object: JsonObject, found: Objection[]): void {
  const module = object.module ?? object.__module__;
  const name = object.class_name ?? object.__class__ ?? object.class ?? object.name;
  if (isText(module) && isText(name) && !OWN_MODULES.test(module)) {
    found.push({
      rule: 'remote-code',
      reason: `class ${brief(name)} of module ${brief(module)} is imported by its name`,
      fix: REWRITE,
    });
  }
  if (object.lc !== undefined && object.type === 'constructor') {
    found.push({
      rule: 'remote-code',
      reason: `constructor ${brief(object.id)} is called by LangChain`,
      fix: 'write plain JSON',
    });
  }
}

/** Modules that Sentence Transformers imports by the types in modules.json, and reads from their paths. */
function checkModules(document: unknown): Objection[] {
  const modules = Array.isArray(document) ? (document as unknown[]).filter(isObject) : [];
  return modules
    .filter((module) => typeof module.type === 'string' && ('path' in module || 'idx' in module))
    .flatMap(({ type, path }) => {
      const own = isText(type) && type.startsWith('sentence_transformers.') && codeNamed(type) === undefined;
      const isOutside = isText(path) && pathProblem(path) !== undefined;
      return [
        ...(own
          ? []
          : [
              {
                rule: 'remote-code' as const,
                reason: `module type ${brief(type)} is a Python class that Sentence Transformers imports`,
                fix: 'use modules of sentence_transformers only',
              },
            ]),
        ...(isOutside
          ? [
              {
                rule: 'outside-directory' as const,
                reason: `module path ${brief(path)} leaves the directory`,
                fix: 'put the module within the directory',
              },
            ]
          : []),
      ];
    });
}

/** Components of a pipeline of diffusers, each a library and a class of it. Source: diffusers, `pipeline_loading_utils`. */
function checkPipeline(document: unknown, path: string): Objection[] {
  const isPipeline = /(?:^|\/)(?:modular_)?model_index\.json$/.test(path);
  if (!isObject(document) || !(isPipeline || '_diffusers_version' in document)) {
    return [];
  }
  return Object.entries(document)
    .filter(([, value]) => Array.isArray(value) && value.length >= 2 && isText(value[0]))
    .map(([key, value]) => ({ key, library: (value as unknown[])[0] as string }))
    .filter(({ library }) => !PIPELINES.has(library))
    .map(({ key, library }) => ({
      rule: 'remote-code',
      reason: `${key} is of library ${brief(library)}, which diffusers imports`,
      fix: 'use components of diffusers and transformers only',
    }));
}

/** Files that an index of shards names. */
export function shardsOf(document: unknown): string[] {
  const map = isObject(document) ? document.weight_map : undefined;
  return typeof map === 'object' && map !== null ? [...new Set(Object.values(map).map(String))] : [];
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200);
}
