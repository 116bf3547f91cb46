/** Formats of weights, none of which carries code. */
export const WEIGHTS = ['safetensors', 'gguf', 'onnx'] as const;

export type WeightsFormat = (typeof WEIGHTS)[number];

/** What is allowed beyond what is always safe. */
export interface Policy {
  /** Formats that the engine loads. */
  readonly weights: readonly WeightsFormat[];
  /** Operator domains of ONNX graphs, beside those of ONNX itself. */
  readonly operatorDomains: readonly string[];
  /** SHA-256 digests of chat templates that are not looked into. */
  readonly templates: readonly string[];
  /** SHA-256 digests of files that pass although their format, or a key in them, is not known to hold data only. */
  readonly files: readonly string[];
}

export const STRICT: Policy = { weights: WEIGHTS, operatorDomains: [], templates: [], files: [] };
