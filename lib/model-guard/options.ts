/** An option, as both command lines take it: that of the package and that of the init container. */
export interface CommandOption {
  readonly name: string;
  /** What its value is. */
  readonly value?: string;
  /**
   * Whether it may be given several times.
   *
   * @default false
   */
  readonly isRepeatable?: boolean;
  readonly help: string;
}

export const VERIFY_OPTIONS: readonly CommandOption[] = [
  { name: 'format', value: 'format', help: 'output: table, json or sarif (default: table)' },
  { name: 'headers-only', help: 'look into files without hashing them: seconds, whatever their size' },
  { name: 'manifest', value: 'file', help: 'digests that the files must have, as `model manifest` writes them' },
  { name: 'digest', value: 'sha256:hex', help: 'digest that the model must have' },
  { name: 'signature', value: 'file', help: 'bundle of OpenSSF Model Signing, as `model_signing sign` writes it' },
  { name: 'public-key', value: 'pem', help: 'key that must have signed' },
  { name: 'certificate-chain', value: 'pem', help: 'root certificates that vouch for who signed' },
  { name: 'certificate-identity', value: 'name', help: 'who must have signed: email address, URI or common name' },
  {
    name: 'weights',
    value: 'format',
    isRepeatable: true,
    help: 'formats of weights that the engine loads (default: safetensors, gguf, onnx)',
  },
  {
    name: 'allow-operator-domain',
    value: 'domain',
    isRepeatable: true,
    help: 'operators of ONNX graphs that a library brings',
  },
  {
    name: 'allow-template',
    value: 'hex',
    isRepeatable: true,
    help: 'SHA-256 of a chat template that is not looked into',
  },
  {
    name: 'allow-file',
    value: 'hex',
    isRepeatable: true,
    help: 'SHA-256 of a file of unknown format, such as a PDF of a model card, or with unknown keys',
  },
];

export const PUBLISH_OPTIONS: readonly CommandOption[] = [
  ...VERIFY_OPTIONS,
  { name: 'to', value: 'directory', help: 'directory that the model gets when it is verified' },
  { name: 'when', value: 'file', help: 'file that says that the model is fetched' },
];

export const MANIFEST_OPTIONS: readonly CommandOption[] = [
  { name: 'digest', help: 'write the digest of the model in place of its manifest' },
];
