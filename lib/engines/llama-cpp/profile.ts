import { EngineAdvisory, EngineFlag, EngineProfile, RefusedSetting } from '../engine-profile';
import { PortAudience } from '../engine-traffic';
import { LLAMA_CPP_ROUTES } from './routes';
import { CODE_LOADING_ENV, GPU_OVERRIDE_ENV } from '../python-engine';
import { Problem } from '../../private/problems';

const MODEL_FILE = /^[A-Za-z0-9_][A-Za-z0-9._-]*\.gguf$/;

const FLAGS: EngineFlag[] = [
  {
    name: '--host',
    value: '0.0.0.0',
    replaceable: false,
    reason: 'probes and the mesh proxy come over the pod network',
  },
  { name: '--port', value: '${port}', replaceable: false, reason: 'policies and probes name the port' },
  {
    name: '--model',
    aliases: ['-m'],
    value: '${modelPath}/model.gguf',
    replaceable: false,
    reason: 'the verified model',
  },
  { name: '--alias', aliases: ['-a'], value: '${modelName}', reason: 'callers name the model, not its path' },
  {
    name: '--threads',
    aliases: ['-t'],
    value: '${cpus}',
    reason: 'the default counts the cores of the node, of which the pod has a share',
  },
  {
    name: '--parallel',
    aliases: ['-np'],
    value: '${concurrentRequests}',
    reason: 'bounds what is computed at once, and the answers to one request',
  },
  {
    name: '--kv-unified',
    aliases: ['-kvu'],
    reason: 'else each request gets the context divided by the number of requests',
  },
  {
    name: '--kv-unified-per-slot',
    value: '${contextTokens}',
    reason: 'bounds prompt and answer; without it the length that the model was made for holds',
  },
  {
    name: '--cache-ram',
    aliases: ['-cram'],
    value: '0',
    reason:
      'the default keeps 8 GiB of the prompts of all callers in memory, which the limit of the pod does not count',
  },
  { name: '--offline', replaceable: false, reason: 'the server reads a mounted model and downloads nothing' },
  { name: '--metrics', replaceable: false, reason: 'the scraper and autoscaling read them' },
  { name: '--no-slots', replaceable: false, reason: 'the default shows the prompts of all callers' },
  { name: '--no-ui', aliases: ['--no-webui'], replaceable: false, reason: 'a web page for whoever asks' },
  {
    name: '--cors-origins',
    value: 'https://none.invalid',
    reason: 'the default lets every web page that a user opens call the server; a name that cannot exist (RFC 2606)',
  },
  { name: '--no-cors-credentials', replaceable: false, reason: 'the default lets web pages send credentials' },
];

const DOWNLOADS = 'downloads a model; the library passes the path of the verified one';
const RUNS_TOOLS = 'runs commands that the model wrote';
const SERVES_MORE = 'one server for many models, which callers load, download and delete';
const WRITES_PROMPTS = 'writes prompts to disk';
const READS_ENV = 'sets what a flag sets, and is checked by nothing; write the flag as an argument';

const REFUSED_FLAGS: RefusedSetting[] = [
  { name: '--model-url', aliases: ['-mu'], reason: DOWNLOADS },
  { name: '--docker-repo', aliases: ['-dr'], reason: DOWNLOADS },
  { name: '--hf-repo', aliases: ['-hf', '-hfr'], reason: DOWNLOADS },
  { name: '--hf-file', aliases: ['-hff'], reason: DOWNLOADS },
  {
    name: '--hf-token',
    aliases: ['-hft'],
    reason: 'the server reads a mounted model; a token on the command line shows in the pod spec',
  },
  { name: '--mmproj-url', aliases: ['-mmu'], reason: DOWNLOADS },
  { name: '--spec-draft-hf', aliases: ['-hfd', '-hfrd', '--hf-repo-draft'], reason: DOWNLOADS },
  { name: '--embd-gemma-default', reason: DOWNLOADS },
  { name: '--fim-qwen-1.5b-default', reason: DOWNLOADS },
  { name: '--fim-qwen-3b-default', reason: DOWNLOADS },
  { name: '--fim-qwen-7b-default', reason: DOWNLOADS },
  { name: '--fim-qwen-7b-spec', reason: DOWNLOADS },
  { name: '--fim-qwen-14b-spec', reason: DOWNLOADS },
  { name: '--fim-qwen-30b-default', reason: DOWNLOADS },
  { name: '--gpt-oss-20b-default', reason: DOWNLOADS },
  { name: '--gpt-oss-120b-default', reason: DOWNLOADS },
  { name: '--vision-gemma-4b-default', reason: DOWNLOADS },
  { name: '--vision-gemma-12b-default', reason: DOWNLOADS },
  { name: '--models-dir', reason: SERVES_MORE },
  { name: '--models-preset', reason: SERVES_MORE },
  { name: '--tools', reason: RUNS_TOOLS },
  { name: '--tools-runtime', reason: RUNS_TOOLS },
  { name: '--agent', aliases: ['-ag'], reason: RUNS_TOOLS },
  { name: '--mcp-servers-config', reason: 'starts programs and connects to servers that the model may use' },
  { name: '--mcp-servers-json', reason: 'starts programs and connects to servers that the model may use' },
  { name: '--ui-mcp-proxy', aliases: ['--webui-mcp-proxy'], reason: 'callers send requests to any host' },
  { name: '--ui', aliases: ['--webui'], reason: 'a web page for whoever asks' },
  { name: '--path', reason: 'serves files of the pod' },
  { name: '--media-path', reason: 'lets requests read files of the pod' },
  { name: '--slots', reason: 'shows the prompts of all callers' },
  { name: '--slot-save-path', reason: WRITES_PROMPTS },
  { name: '--log-prompts-dir', reason: WRITES_PROMPTS },
  { name: '--lookup-cache-dynamic', aliases: ['-lcd'], reason: WRITES_PROMPTS },
  { name: '--log-file', reason: 'the log leaves the pod through its output; the root is read-only' },
  { name: '--verbose', aliases: ['-v', '--log-verbose'], reason: 'writes prompts and answers to the log' },
  {
    name: '--verbosity',
    aliases: ['-lv', '--log-verbosity'],
    allowedValues: ['0', '1', '2', '3'],
    reason: 'higher ones write prompts and answers to the log',
  },
  { name: '--props', reason: 'callers change settings of all others' },
  { name: '--cors-credentials', reason: "lets web pages call the server with the user's credentials" },
  { name: '--cors-origins', values: ['*'], reason: 'lets every web page that a user opens call the server' },
  {
    name: '--api-key',
    reason: 'shows in the pod spec; callers are authenticated by the mesh',
  },
  { name: '--api-key-file', reason: 'a second way to authenticate, beside the mesh, which probes do not know' },
  { name: '--ssl-key-file', reason: 'the mesh encrypts; probes and policies speak plain HTTP to the port' },
  { name: '--ssl-cert-file', reason: 'the mesh encrypts; probes and policies speak plain HTTP to the port' },
  { name: '--api-prefix', reason: 'policies and probes name the paths without it' },
  { name: '--reuse-port', reason: 'another process may take requests of the port' },
  { name: '--rpc', reason: 'sends the model to other hosts, over a protocol without authentication' },
  { name: '--grammar-file', reason: 'reads a file that is not part of the verified model' },
];

const REFUSED_ENV: RefusedSetting[] = [
  ...CODE_LOADING_ENV,
  ...GPU_OVERRIDE_ENV,
  { name: 'LLAMA_*', reason: READS_ENV },
  { name: 'MTMD_*', reason: READS_ENV },
  { name: 'GGML_BACKEND_PATH', reason: 'loads a library' },
  { name: 'AIP_*', reason: 'another port, and other paths, for the API of Vertex AI' },
  { name: 'HF_TOKEN', reason: 'the server reads a mounted model; a hub token in its environment can only leak' },
  { name: 'HF_ENDPOINT', reason: 'sends requests for models to another host' },
];

/** From advisory feeds. */
const ADVISORIES: EngineAdvisory[] = [
  {
    id: 'CVE-2026-21869',
    // The feed names a commit. The bound on the field is in the source of this release; earlier ones were not read.
    fixedIn: '0.5.0',
    summary: 'a negative n_discard in a request writes out of bounds',
  },
];

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
  flags: FLAGS,
  valuesApart: true,
  env: {
    // Never `all`: graphics and display bring further driver libraries and hooks into the container.
    NVIDIA_DRIVER_CAPABILITIES: 'compute,utility',
    // Kernels are compiled in the image; what the driver compiles would be written to the home directory.
    CUDA_CACHE_DISABLE: '1',
  },
  ports: [{ name: 'http', port: 8080, audience: PortAudience.CALLERS }],
  routes: LLAMA_CPP_ROUTES,
  writablePaths: [],
  refusedFlags: REFUSED_FLAGS,
  wholeFlags: ['--grammar', '--mmproj'],
  refusedEnv: REFUSED_ENV,
  health: { readinessPath: '/health', livenessPath: '/health' },
  advisories: ADVISORIES,
  formats: ['gguf'],
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
  const flags = FLAGS.map((flag) =>
    flag.name === '--model' ? { ...flag, value: `\${modelPath}/${modelFile}` } : flag,
  );
  return { ...LLAMA_CPP, flags };
}
