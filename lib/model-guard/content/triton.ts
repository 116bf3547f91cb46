import { Objection } from '../refusal';

/** A configuration may lie beside others, and be chosen by its name. */
const TRITON_NAME = /\.pbtxt$/i;
/** Backends that are programs of the server and run a graph. Others are libraries or Python that it finds by name. */
const GRAPH_BACKENDS = 'onnxruntime tensorrt tensorrtllm openvino vllm'.split(' ');
/** Source: Triton Inference Server, model_config.proto and the documents of its Python backend. */
const LOADS = /\b(?:op_library_filename|EXECUTION_ENV_PATH|model_repository_agents|cc_model_filenames)\b/;
/** A text may be written in parts. Source: Protocol Buffers, "Text Format Language Specification". */
const TEXT = String.raw`(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`;
const MEMBER = new RegExp(
  String.raw`\b(backend|platform|runtime|default_model_filename)\s*:\s*(${TEXT}(?:\s*${TEXT}){0,20})`,
  'g',
);
const PART = new RegExp(TEXT, 'g');
/** What each may say; an escape is none of it. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  backend: new RegExp(`^(?:${GRAPH_BACKENDS.join('|')})?$`),
  platform: /^(?:onnxruntime_onnx|tensorrt_plan|ensemble)?$/,
  runtime: /^$/,
  default_model_filename: /^(?:[\w-]+\.(?:onnx|plan|engine|xml|json))?$/,
};

/** Objections to a configuration of Triton. */
export function checkTriton(text: string, path: string): Objection[] {
  if (!TRITON_NAME.test(path)) {
    return [];
  }
  const foreign = [...text.replace(/^[ \t]*#.*$/gm, '').matchAll(MEMBER)]
    .map(([, key, value]) => ({
      key,
      value: value
        .match(PART)!
        .map((part) => part.slice(1, -1))
        .join(''),
    }))
    .filter(({ key, value }) => !ALLOWED[key].test(value))
    .map(({ key, value }) => `${key} ${JSON.stringify(value)}`);
  const loads = LOADS.exec(text)?.[0];
  return [...foreign, ...(loads === undefined ? [] : [loads])].map((what) => ({
    rule: 'remote-code',
    reason: `${what} makes Triton load code beside its own`,
    fix: `use one of the backends ${GRAPH_BACKENDS.join(', ')}`,
  }));
}
