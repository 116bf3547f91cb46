/** Files that a scanner flags and that pass here, since reading them runs no code. */
export const HARMLESS_THOUGH_FLAGGED: readonly { readonly file: string; readonly why: string }[] = [
  {
    file: 'modelaudit/samples/safetensors/malicious_import.safetensors',
    why: 'text that looks like Python in the metadata of tensors, which no loader runs',
  },
];
