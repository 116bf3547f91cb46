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

/** Scanners of models by their newest releases. */
export const SCANNERS = ['picklescan==1.0.5', 'modelscan==0.8.8', 'fickling==0.1.12', 'modelaudit==0.2.54'];
/** Carries the files by which it tests itself. */
export const MODELAUDIT_SOURCE = 'modelaudit==0.2.54';
