import { Objection } from '../refusal';

/** The ending as lenient systems take it: letters of another width are the same, spaces and dots at the end are none. */
const extension = (path: string) =>
  /\.([^./]+)$/.exec(path.normalize('NFKC').replace(/[\s.]+$/, ''))?.[1].toLowerCase();

const PYTHON = ['py', 'pyc', 'pyd', 'pyi', 'pyo', 'pyw', 'pyx', 'pyz', 'ipynb', 'egg', 'whl'];
const SCRIPTS = [
  'sh',
  'bash',
  'zsh',
  'bat',
  'cmd',
  'ps1',
  'exe',
  'com',
  'dll',
  'so',
  'dylib',
  'jar',
  'js',
  'mjs',
  'rb',
  'pl',
  'ksh',
  'csh',
  'fish',
  'cjs',
  'ts',
  'lua',
  'php',
  'r',
  'jl',
  'groovy',
  'vbs',
  'wsf',
  'hta',
  'scr',
  'msi',
  'lnk',
  'desktop',
  'service',
  'node',
  'wasm',
  // sources and binaries of kernels, which loaders compile and load
  'c',
  'cc',
  'cpp',
  'cu',
  'ptx',
  'cubin',
  'fatbin',
  'hsaco',
];

/** Names that loaders unpickle. Known weights and numbers may bear them, for their content has been read. */
const PICKLES = ['bin', 'ckpt', 'dill', 'joblib', 'pickle', 'pkl', 'pt', 'pth'];

/** What a name promises. The content decides what a file is; a name that promises something else misleads its reader. */
const PROMISES: Readonly<Record<string, string>> = {
  safetensors: 'safetensors',
  gguf: 'gguf',
  onnx: 'onnx',
  json: 'json',
  npy: 'npy',
  // formats of which no file passes, so that nothing passes by their names, not even as data of a graph
  ...Object.fromEntries(
    [
      ...['h5', 'hdf5', 'keras', 'npz', 'pb', 'tflite', 'engine', 'plan', 'mar', 'nemo', 'pt2', 'mlmodel'],
      ...[
        'pte',
        'ptl',
        'msgpack',
        'pdmodel',
        'pdparams',
        'pdiparams',
        'ort',
        'cbm',
        'ubj',
        'skops',
        'rds',
        'rdata',
        'dlc',
        'rknn',
      ],
    ].map((name) => [name, name]),
  ),
};

/** Objections to a name alone: an interpreter goes by it. */
export function checkName(path: string): Objection[] {
  const ending = extension(path) ?? '';
  if (PYTHON.includes(ending)) {
    return [
      {
        rule: 'python-code',
        reason: 'Python file',
        fix: 'remove it: use a model whose architecture the engine itself implements',
      },
    ];
  }
  return SCRIPTS.includes(ending) || /\.so\.[0-9.]+$/.test(path)
    ? [{ rule: 'executable', reason: 'script or library by its name', fix: 'remove it' }]
    : [];
}

/** The format that a name promises, if any. */
export function promisedFormat(path: string): string | undefined {
  const ending = extension(path) ?? '';
  return Object.hasOwn(PROMISES, ending) ? PROMISES[ending] : undefined;
}

/** Whether loaders unpickle a file of the name. */
export function isPickleName(path: string): boolean {
  return PICKLES.includes(extension(path) ?? '');
}

/** Whether loaders take the file for a chat template. */
export function isTemplateName(path: string): boolean {
  return ['jinja', 'jinja2', 'j2'].includes(extension(path) ?? '');
}
