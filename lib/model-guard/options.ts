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
  { name: 'format', value: 'format', help: 'output format: table, json or sarif (default: table)' },
  { name: 'headers-only', help: 'inspect headers only, without hashing the files; takes seconds for any size' },
  { name: 'manifest', value: 'file', help: 'require the digests in this manifest, written by `model manifest`' },
  { name: 'digest', value: 'sha256:hex', help: 'require this digest of the model' },
  {
    name: 'signature',
    value: 'file',
    help: 'signature bundle in the OpenSSF Model Signing format, written by `model_signing sign`',
  },
  { name: 'public-key', value: 'pem', help: 'public key of the signer' },
  { name: 'certificate-chain', value: 'pem', help: 'certificate chain that issued the certificate of the signer' },
  { name: 'certificate-identity', value: 'name', help: 'identity of the signer: email address, URI or common name' },
  {
    name: 'trusted-root',
    value: 'file',
    help: 'authorities and logs of Sigstore, for a keyless signature: its trusted_root.json; nothing is fetched',
  },
  {
    name: 'certificate-oidc-issuer',
    value: 'url',
    help: 'issuer that vouched for the identity of a keyless signature',
  },
  {
    name: 'sbom',
    value: 'file',
    help: 'write an inventory of the model to this file (CycloneDX 1.6 ML-BOM), if nothing is refused',
  },
  { name: 'sbom-name', value: 'name', help: 'name of the model in the inventory (default: that of its directory)' },
  {
    name: 'weights',
    value: 'format',
    isRepeatable: true,
    help: 'weight formats that the engine loads (default: safetensors, gguf, onnx)',
  },
  {
    name: 'allow-operator-domain',
    value: 'domain',
    isRepeatable: true,
    help: 'allow ONNX operators of this domain, which a custom library provides',
  },
  {
    name: 'allow-template',
    value: 'hex',
    isRepeatable: true,
    help: 'allow the chat template with this SHA-256 digest without inspection',
  },
  {
    name: 'allow-file',
    value: 'hex',
    isRepeatable: true,
    help: 'allow the file with this SHA-256 digest without inspection, for example a PDF or a configuration with unknown keys',
  },
];

export const PUBLISH_OPTIONS: readonly CommandOption[] = [
  ...VERIFY_OPTIONS,
  { name: 'to', value: 'directory', help: 'directory to which the verified model is published' },
  { name: 'when', value: 'file', help: 'file that marks the download as complete' },
];

export const MANIFEST_OPTIONS: readonly CommandOption[] = [
  { name: 'digest', help: 'write only the digest of the model' },
];
