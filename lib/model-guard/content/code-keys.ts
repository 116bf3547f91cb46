import LOADER_KEYS from './loader-keys.json';
import { codeNamed, isExpression } from './meaning';
import { Objection } from '../refusal';

/** What loaders do with the value of a key. */
export type KeyUse =
  /** Imports or runs what it names. */
  | 'code'
  /** Takes it for data: a class of a configuration declares it. */
  | 'data'
  /** Nobody here knows. */
  | 'unknown';

/** Keys whose last word says that a function, class, module or kernel is named. */
const CODE_WORDS =
  /(?:^|[_.-])(?:fn|func|function|callable|class|cls|module|implementation|impl|kernel|kernels|kernel_config|plugin|hook|factory|target|library|entry_point|entrypoint|loader|script|import|imports|code|pipeline|pipelines|custom_generate|type|types|type_hint)_?$/i;
/** Keys that `loader_keys.py` finds beside those that import, since the same functions read them too. */
const ONLY_NAMES = words(
  '_name_or_path name_or_path base_model_name_or_path repo_id model_name token revision subfolder',
);
/**
 * Keys of files whose readers are not written in Python, or of tools that write them. Sources: huggingface/tokenizers,
 * tokenizer.json; Mistral, tekken.json; vLLM and TensorRT-LLM, hf_quant_config.json, for the layers that are not quantized; Auto-Round,
 * `quantization_config`; LLM Compressor, recipe.yaml.
 */
const OTHER_DATA =
  words(`vocab merges content pattern regex string added_tokens tokens exclude_modules ignore ignored_layers
  id2label modules_to_not_convert license licence url homepage version transformers_version weight_map metadata
  special_tokens token_str additional_special_tokens eos_token bos_token pad_token unk_token
  to_quant_block_names smooth_layer balance_layers`);
/** `module:attribute`, which is a name under keys that name code. */
const ENTRY_POINT = /^[A-Za-z_]\w*:[A-Za-z_]\w*$/;
const DATA = words(LOADER_KEYS.data);
const IMPORTING = words(LOADER_KEYS.importing);

/** What loaders do with a key, by the code of their packages. */
export function useOf(key: string): KeyUse {
  const isNamed = ONLY_NAMES.has(key);
  if (CODE_WORDS.test(key) || (IMPORTING.has(key) && !isNamed)) {
    return 'code';
  }
  return isNamed || DATA.has(key) || OTHER_DATA.has(key.toLowerCase()) ? 'data' : 'unknown';
}

/** Why a text must not stand under a key, or nothing. */
export function namesCode(key: string, text: string, owner = ''): Pick<Objection, 'rule' | 'reason'> | undefined {
  const use = useOf(key) === 'code' || (useOf(owner) === 'code' && useOf(key) === 'unknown') ? 'code' : useOf(key);
  if (use !== 'data' && isExpression(text)) {
    return {
      rule: 'unknown-key',
      reason: `${key} holds an expression of Python, and no loader is known to take the key for data`,
    };
  }
  const saysCode = CODE_WORDS.test(key);
  const name = codeNamed(text, saysCode) ?? (saysCode && ENTRY_POINT.test(text) ? 'Python name' : undefined);
  if (name === undefined || (use === 'data' && name !== 'code of a repository')) {
    return undefined;
  }
  const what = `${key} names ${name === 'code of a repository' ? name : `a ${name}`}`;
  if (use === 'code' || name === 'code of a repository') {
    return { rule: 'remote-code', reason: `${what}, which loaders import or download` };
  }
  // Anything may be named after a repository or kept in a folder; only what is looked up like that is code.
  return name === 'repository' || (name === 'source file' && !isLibraryOrElsewhere(text))
    ? undefined
    : { rule: 'unknown-key', reason: `${what}, and no loader is known to take the key for data` };
}

/** A library that is loaded into a process, or code that is not of the model. */
function isLibraryOrElsewhere(file: string): boolean {
  return /\.(?:so|dll|dylib|pyd|pyc)$/.test(file) || /^\/|^[a-z]+:|(?:^|\/)\.\.\//i.test(file);
}

function words(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}
