import { LLAMA_CPP_ADVISORIES } from './advisories';
import { LLAMA_CPP_FLAGS } from './flags';
import { LLAMA_CPP_REFUSED_ENV, LLAMA_CPP_REFUSED_FLAGS } from './refused';
import { EngineProfile } from '../engine-profile';
import { PortAudience } from '../engine-traffic';
import { LLAMA_CPP_ROUTES } from './routes';
import { Problem } from '../../private/problems';
import { ModelTask } from '../model-task';

const MODEL_FILE = /^[A-Za-z0-9_][A-Za-z0-9._-]*\.gguf$/;

/**
 * The server of llama.cpp, `llama-server`, https://github.com/ggml-org/llama.cpp
 *
 * It is upstream's own server. That of the Python binding, `llama_cpp.server`, has neither a health endpoint nor metrics.
 *
 * Media of requests may be named by any URL, which the server fetches when a projector is loaded; no setting is against
 * it, so that only the denied egress stops it. The queue of waiting requests is unbounded; the sidecar's rate limit holds.
 */
export const LLAMA_CPP: EngineProfile = {
  name: 'llama-cpp',
  describedVersion: '0.5.0',
  command: ['/app/llama-server'],
  positionals: [],
  flags: LLAMA_CPP_FLAGS,
  valuesApart: true,
  // tools/server/server.cpp, 2026-09: the pool is --parallel times --kv-unified-per-slot
  reservesContext: true,
  env: {
    // Never `all`: graphics and display bring further driver libraries and hooks into the container.
    NVIDIA_DRIVER_CAPABILITIES: 'compute,utility',
    // Kernels are compiled in the image; what the driver compiles would be written to the home directory.
    CUDA_CACHE_DISABLE: '1',
  },
  ports: [{ name: 'http', port: 8080, audience: PortAudience.CALLERS }],
  routes: LLAMA_CPP_ROUTES,
  taskSettings: [
    {
      name: '--embeddings',
      aliases: ['--embedding'],
      serves: [ModelTask.EMBEDDING],
      tells: [ModelTask.EMBEDDING],
    },
    { name: '--rerank', aliases: ['--reranking'], serves: [ModelTask.RERANK], tells: [ModelTask.RERANK] },
  ],
  writablePaths: [],
  refusedFlags: LLAMA_CPP_REFUSED_FLAGS,
  // common/arg.cpp looks names up as they are written
  wholeNamesOnly: true,
  refusedEnv: LLAMA_CPP_REFUSED_ENV,
  health: { readinessPath: '/health', livenessPath: '/health' },
  advisories: LLAMA_CPP_ADVISORIES,
  formats: ['gguf'],
  adapters: { name: '--lora', value: '${path}/${file}', separator: ',', flags: [] },
  draft: {
    args: ['--spec-draft-model', '${path}/${file}', '--spec-draft-n-max', '${tokens}', '--spec-type', '${method}'],
    methods: { model: 'draft-simple', eagle3: 'draft-eagle3' },
  },
  queueMetric: 'llamacpp:requests_deferred',
  workMetrics: {
    runningRequests: 'llamacpp:requests_processing',
    promptTokens: 'llamacpp:prompt_tokens_total',
    generatedTokens: 'llamacpp:tokens_predicted_total',
  },
  warmUpSeconds: 60,
  sources: [
    'llama.cpp 0.5.0 as in the source of llama-cpp-python 0.3.36: tools/server/server.cpp, server-http.cpp, server-schema.cpp, common/arg.cpp, .devops/cpu.Dockerfile',
  ],
};

/** Problems of the name of the model's file. */
export function checkModelFile(modelFile: string): Problem[] {
  return MODEL_FILE.test(modelFile)
    ? []
    : [
        {
          what: 'the model file is not a GGUF file in the directory of the model',
          got: modelFile,
          allowed: 'letters, digits, dots, dashes and underscores, then .gguf',
          fix: 'name the file only; of a model in parts, the first one',
        },
      ];
}

/** The profile with another name of the model's file. */
export function llamaCpp(modelFile: string): EngineProfile {
  const flags = LLAMA_CPP_FLAGS.map((flag) =>
    flag.name === '--model' ? { ...flag, value: `\${modelPath}/${modelFile}` } : flag,
  );
  return { ...LLAMA_CPP, flags };
}
