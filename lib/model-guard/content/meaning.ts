/** What a text in a configuration can name, as loaders take it. */
export type CodeName = 'Python name' | 'code of a repository' | 'repository' | 'source file';

const WORD = '[A-Za-z_][A-Za-z0-9_-]*';
const PYTHON_NAME = new RegExp(`^\\.?${WORD}(?:\\.${WORD})+$`);
const ENTRY_POINT = new RegExp(`^${WORD}(?:\\.${WORD})+:${WORD}(?:\\.${WORD})*$`);
/**
 * `repo--module.Class`; without a class, loaders fail. `chunkwise--native_autograd` is a kernel of xLSTM itself. Source:
 * transformers, `dynamic_module_utils.get_class_from_dynamic_module`.
 */
const REPOSITORY_CODE = new RegExp(`^[A-Za-z0-9._/-]+--${WORD}(?:\\.${WORD})+$`);
const OWNER = '[A-Za-z0-9][A-Za-z0-9._-]*';
/** `owner/name`, and what of it: a revision, a layer. Source: transformers, `hub_kernels.is_kernel`. */
const REPOSITORY = new RegExp(`^(?:[a-z]+\\|)*${OWNER}/${OWNER}(?:@[A-Za-z0-9._/-]+)?(?::[A-Za-z0-9_.]+)?$`);
const SOURCE_FILE = /^[^\s]+\.(?:py|pyc|pyd|so|dll|dylib|jl|lua|js)$/;
/** Endings of files that hold data: `tokenizer.json` is not a name of Python. */
const DATA_FILE =
  /\.(?:json|jsonl|txt|model|safetensors|bin|gguf|onnx|jinja|md|ya?ml|spm|bpe|tiktoken|png|jpe?g|gif|wav|npy|csv|parquet|xml|data|index|vocab)$/i;
/** `lambda x: …`, calls of what runs code, and packages that pip fetches from an address. */
const EXPRESSION =
  /^\s*lambda\b[^:\n]*:|\b__import__ *\(|(?:^|[^\w.])(?:exec|eval|compile) *\( *['"\w]|\b(?:os *\. *(?:system|popen)|subprocess *\. *\w+) *\(|^\s*import +[\w.]+ *(?:;|\n|$)|^\s*from +[\w.]+ +import +[\w*(]|^--?trust[-_]remote[-_]code\b|^(?:git|hg|svn|bzr)\+|^[\w.-]+ *@ *(?:https?|file|git)\b/;
const LONGEST = 512;
/** Classes of the loaders themselves, which run nothing of the model; and types of numbers. */
const OF_LOADERS =
  /^(?:(?:sentence_transformers|transformers|diffusers|torch\.nn|tokenizers|keras)(?:\.\w+)*\.[A-Z]\w*|torch\.(?:q?u?int\d+|b?float\d+(?:_\w+)?|bool|half|double|float|long|short|complex\d+))$/;

/** Whether a text names a class of the loaders themselves. */
export function isOfLoaders(text: string): boolean {
  return OF_LOADERS.test(text);
}

/** Whether a text is an expression of Python that does something, for readers that evaluate it. */
export function isExpression(text: string): boolean {
  return text.length <= LONGEST && EXPRESSION.test(text);
}

/**
 * The code that a text names, if it does, wherever it stands; not that of the loaders themselves. Under a key that names
 * code, `a.Model` is a class and no file.
 */
export function codeNamed(text: string, isNeverFile = false): CodeName | undefined {
  if (text.length > LONGEST || isOfLoaders(text)) {
    return undefined;
  }
  if (REPOSITORY_CODE.test(text)) {
    return 'code of a repository';
  }
  if (SOURCE_FILE.test(text)) {
    return 'source file';
  }
  if ((PYTHON_NAME.test(text) && (isNeverFile || !DATA_FILE.test(text))) || ENTRY_POINT.test(text)) {
    return 'Python name';
  }
  return REPOSITORY.test(text) ? 'repository' : undefined;
}
