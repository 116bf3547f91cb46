/**
 * Model servers that these rules recognize by name and know nothing else of, so that a container without a GPU that runs one is
 * named too. Patterns are regular expressions in the syntax of RE2, over a command line as `EngineLaunch.programs` reads it.
 */
const PROGRAMS = [
  ...['aphrodite run', 'bentoml serve', 'djl-serving', 'fastdeploy serve', 'infinity-emb', 'koboldcpp', 'llama serve'],
  ...[
    'llamafile',
    'local-ai',
    'mindieservice-daemon',
    'mlc-llm serve',
    'mlserver start',
    'openllm (serve|start)',
    'ovms',
  ],
  ...['serve (deploy|run)', 'tensorflow-model-server', 'xinference(-local|-supervisor|-worker)?'],
];

const MODULES = [
  ...['dynamo', 'fastchat[.]serve', 'huggingfaceserver', 'lightllm[.]server', 'llama-cpp', 'mlc-llm', 'ray[.]serve'],
  ...['sglang-router', 'xinference'],
];

/** Matches a command line that starts one of them. */
export const UNKNOWN_SERVERS = `(^|[ /])(${PROGRAMS.join('|')})( |$)|-m (${MODULES.join('|')})([ .]|$)`;

/** Matches a reference to an image whose own command starts one of them. */
export const UNKNOWN_SERVER_IMAGES =
  '(^|/)(djl-serving|huggingfaceserver|infinity|localai|mindie|mlserver|openvino-model-server|xinference)([:@]|$)';
