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

/** Formats of which no file passes, so that nothing passes by their names, not even as data of a graph; and why. */
const REFUSED_FORMATS: readonly (readonly [endings: string, why: string])[] = [
  ['h5 hdf5 keras', 'layers of Keras may hold Python bytecode: save the weights as safetensors, or the model as ONNX'],
  ['pb', 'a graph of TensorFlow may read and write files: export the model as ONNX'],
  [
    'engine plan',
    'an engine of TensorRT is compiled code for one device, and loads libraries of plug-ins: ship safetensors or ONNX, and build the engine where it is served',
  ],
  [
    'mlmodel mlmodelc mlpackage',
    'a model of Core ML names layers that a program implements, and no server of this library loads it: ship ONNX or safetensors',
  ],
  [
    'tflite pte ptl pt2 ort dlc rknn',
    'a program for a runtime on a device calls what that runtime registers: ship ONNX, from which it is made',
  ],
  ['npz skops nemo mar', 'an archive that may hold pickles or code: unpack it, and ship safetensors'],
  [
    'msgpack pdmodel pdparams pdiparams ubj cbm rds rdata',
    'no reader here knows that it holds data only: ship safetensors',
  ],
];

/** What a name promises. The content decides what a file is; a name that promises something else misleads its reader. */
const PROMISES: Readonly<Record<string, string>> = {
  safetensors: 'safetensors',
  gguf: 'gguf',
  onnx: 'onnx',
  json: 'json',
  npy: 'npy',
  ...Object.fromEntries(REFUSED_FORMATS.flatMap(([endings]) => endings.split(' ').map((name) => [name, name]))),
};

/** Why no file of a format passes, if none does. */
export function whyRefused(format: string): string | undefined {
  return REFUSED_FORMATS.find(([endings]) => endings.split(' ').includes(format))?.[1];
}

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
