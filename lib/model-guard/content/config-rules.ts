import { namesCode } from './code-keys';
import { REWRITE, ruleOf } from './key-rules';
import LOADER_KEYS from './loader-keys.json';
import { isOfLoaders } from './meaning';
import { isObject, isText, JsonObject, Member, membersOf } from './members';
import { pathProblem } from '../model-file';
import { Objection } from '../refusal';

/** Maps from layers or parts of a model to kernels. Source: transformers, `hub_kernels`. */
const KERNELS = /(?:_implementation|^kernels?|^kernel_(?:config|mapping))$/;
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
    found.push(...checkTypeHint(member));
    if (isObject(member.value)) {
      checkObject(member.value, found);
    }
  }
  return [...found, ...checkModules(document), ...checkPipeline(document, path)];
}

/** Whether a member says which kernel something uses, by whatever part of the model. */
function isOfKernels({ key, parent }: Member): boolean {
  return KERNELS.test(key) || (parent !== undefined && isOfKernels(parent));
}

function checkMember(member: Member, found: Objection[]): void {
  const { key, value, owner } = member;
  const known = ruleOf(key);
  if (known?.isBad(value)) {
    found.push({ rule: known.rule, reason: `${key} ${known.what}: ${brief(value)}`, fix: known.fix });
  } else if (typeof value === 'string' && !known?.decides) {
    const at = MAPS_OF_NAMES.has(owner) ? owner : value.includes('/') && isOfKernels(member) ? 'kernel' : key;
    const named = namesCode(at, value, owner);
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
      const own = isText(type) && type.startsWith('sentence_transformers.') && isOfLoaders(type);
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
    .map(({ key, library }) => foreignLibrary(key, library));
}

/** The library and class by which a modular pipeline imports a component that it describes. */
function checkTypeHint({ key, value }: Member): Objection[] {
  const isForeign = key === 'type_hint' && Array.isArray(value) && isText(value[0]) && !PIPELINES.has(value[0]);
  return isForeign ? [foreignLibrary(key, value[0] as string)] : [];
}

function foreignLibrary(key: string, library: string): Objection {
  return {
    rule: 'remote-code',
    reason: `${key} is of library ${brief(library)}, which diffusers imports`,
    fix: 'use components of diffusers and transformers only',
  };
}

/** Files that an index of shards names. */
export function shardsOf(document: unknown): string[] {
  const map = isObject(document) ? document.weight_map : undefined;
  return typeof map === 'object' && map !== null ? [...new Set(Object.values(map).map(String))] : [];
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200);
}
