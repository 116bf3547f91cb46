import { EngineFlag, EngineProfile, RefusedSetting } from '../engine-profile';
import { PortAudience, RouteAccess } from '../engine-traffic';
import { HOME, PYTHON_ENGINE_ENV, PYTHON_ENGINE_REFUSED_ENV } from '../python-engine';
import { routes } from '../routes';

const { CALLERS, SCRAPER, PROBES, NOBODY } = RouteAccess;

const FLAGS: EngineFlag[] = [
  { name: '--model-id', value: '${modelPath}', replaceable: false, reason: 'the verified model' },
  {
    name: '--hostname',
    value: '0.0.0.0',
    replaceable: false,
    reason: 'without it the variable HOSTNAME counts, which Kubernetes sets to the name of the pod',
  },
  {
    name: '--port',
    aliases: ['-p'],
    value: '${port}',
    replaceable: false,
    reason: 'policies and probes name the port; the image says 80, which only root may open',
  },
  { name: '--num-shard', value: '${gpus}', reason: 'uses every GPU of the replica' },
  {
    name: '--max-concurrent-requests',
    value: '${admittedRequests}',
    reason: 'requests running and waiting; more are answered with 429',
  },
  { name: '--max-batch-size', value: '${concurrentRequests}', reason: 'bounds what is computed at once' },
  { name: '--max-total-tokens', value: '${contextTokens}', reason: 'bounds prompt and answer' },
  { name: '--max-best-of', value: '${answersPerPrompt}', reason: 'bounds answers to one prompt' },
  { name: '--max-client-batch-size', value: '${promptsPerRequest}', reason: 'bounds prompts in one request' },
  { name: '--payload-limit', value: '${bodyBytes}', reason: 'bounds the size of a request; the default is 2 MB' },
  { name: '--disable-grammar-support', reason: 'callers send grammars, which are compiled without a limit' },
  { name: '--cors-allow-origin', value: 'https://none.invalid', reason: 'a name that cannot exist (RFC 2606)' },
  { name: '--usage-stats', value: 'off', replaceable: false, reason: 'reports are sent to the makers' },
  { name: '--graceful-termination-timeout', value: '${drainSeconds}', reason: 'lets running requests finish' },
];

const TUNNEL = 'a tunnel to the internet, past every policy';
const OTHER_MODEL = 'loads from another place than the verified model';

/** Every flag is also read from a variable: what is refused is refused as both. */
const REFUSED: { flag: string; reason: string }[] = [
  { flag: '--trust-remote-code', reason: 'runs Python code from the model directory, and converts pickle files' },
  { flag: '--ngrok', reason: TUNNEL },
  { flag: '--ngrok-authtoken', reason: TUNNEL },
  { flag: '--ngrok-edge', reason: TUNNEL },
  {
    flag: '--api-key',
    reason: 'shows in the pod spec and guards only some routes; callers are authenticated by the mesh',
  },
  { flag: '--revision', reason: 'asks the hub, though the model is mounted' },
  { flag: '--lora-adapters', reason: OTHER_MODEL },
  { flag: '--tokenizer-config-path', reason: OTHER_MODEL },
  { flag: '--huggingface-hub-cache', reason: OTHER_MODEL },
  { flag: '--weights-cache-override', reason: OTHER_MODEL },
  { flag: '--otlp-endpoint', reason: 'sends traces of requests elsewhere' },
  { flag: '--master-addr', reason: 'the processes of a replica meet on another host' },
];

const REFUSED_FLAGS: RefusedSetting[] = [
  ...REFUSED.map(({ flag, reason }) => ({ name: flag, reason })),
  { name: '--cors-allow-origin', values: ['*'], reason: 'lets every web page that a user opens call the server' },
];

const REFUSED_ENV: RefusedSetting[] = [
  ...PYTHON_ENGINE_REFUSED_ENV.filter(({ name }) => name !== 'TRUST_REMOTE_CODE'),
  ...REFUSED.map(({ flag, reason }) => ({ name: variableOf(flag), reason })),
  { name: 'CORS_ALLOW_ORIGIN', values: ['*'], reason: 'lets every web page that a user opens call the server' },
  { name: 'HF_API_TOKEN', reason: 'a hub token in the environment of a server that reads a mounted model' },
  { name: 'LOG_LEVEL', values: ['debug', 'trace'], reason: 'writes requests to the log' },
  { name: 'AIP_*', reason: 'moves routes to paths and ports that no policy names' },
];

function variableOf(flag: string): string {
  return flag.slice(2).replaceAll('-', '_').toUpperCase();
}

/**
 * Text Generation Inference of Hugging Face, https://github.com/huggingface/text-generation-inference
 *
 * Requests may name images by URL, and the server fetches them: no setting forbids it, so that only the missing egress
 * does. It was not run here.
 */
export const TGI: EngineProfile = {
  name: 'tgi',
  describedVersion: '3.3.7',
  deprecated:
    'Text Generation Inference is in maintenance mode: only small fixes are made. Its makers name vLLM and SGLang as successors',
  refusedImages: [
    {
      repository: 'huggingface/text-generation-inference',
      reason: 'Python lies in /root, which no other user may read, so that it runs as root only',
      fix: 'rebuild the image with Python outside /root and name it differently, or serve with vLLM or SGLang',
    },
  ],
  command: ['text-generation-launcher'],
  programs: ['text-generation-router', 'text-generation-server'],
  positionals: [],
  flags: FLAGS,
  env: { ...PYTHON_ENGINE_ENV },
  ports: [
    { name: 'http', port: 8080, audience: PortAudience.CALLERS },
    // The metrics again; scrapers read them from the serving port, where the mesh checks the path.
    { name: 'prometheus', port: 9000, audience: PortAudience.POD },
    { name: 'torch', port: 29500, audience: PortAudience.POD },
  ],
  routes: [
    ...routes(CALLERS, ['POST /v1/chat/completions', 'POST /v1/completions', 'GET /v1/models']),
    ...routes(CALLERS, ['POST /generate', 'POST /generate_stream']),
    ...routes(SCRAPER, ['GET /metrics']),
    ...routes(PROBES, ['GET /health']),
    ...routes(NOBODY, ['POST /', 'POST /invocations', 'POST /vertex'], { reason: 'the same under other paths' }),
    ...routes(NOBODY, ['GET /', 'GET /ping'], { reason: 'other names of /health' }),
    ...routes(NOBODY, ['POST /tokenize', 'POST /chat_tokenize'], { reason: 'costs work without a limit of its own' }),
    ...routes(NOBODY, ['GET /info'], { reason: 'tells version, model and every limit' }),
    ...routes(NOBODY, ['GET /docs', 'GET /api-doc/openapi.json'], { reason: 'lists every route' }),
    ...routes(
      NOBODY,
      [
        'GET /v2',
        'GET /v2/health/live',
        'GET /v2/health/ready',
        'GET /v2/models/{model}/versions/{version}',
        'GET /v2/models/{model}/versions/{version}/ready',
        'POST /v2/models/{model}/versions/{version}/infer',
      ],
      { enabledBy: 'a build with the feature kserve', reason: 'the same under other paths' },
    ),
  ],
  writablePaths: [
    { name: 'home', path: HOME, sizeMiB: 8192, reason: 'caches of compiled kernels' },
    { name: 'tmp', path: '/tmp', sizeMiB: 2048, reason: 'sockets between router and shards' },
    {
      name: 'shm',
      path: '/dev/shm',
      sizeMiB: 2048,
      inMemory: true,
      perGpu: true,
      reason: 'buffers of NCCL; the runtime gives 64 MiB',
    },
  ],
  refusedFlags: REFUSED_FLAGS,
  refusedEnv: REFUSED_ENV,
  health: { readinessPath: '/health', livenessPath: '/health' },
  // From an advisory feed.
  advisories: [
    { id: 'CVE-2026-0599', fixedIn: '3.3.7', summary: 'images that a request names are fetched without a limit' },
  ],
  formats: ['safetensors'],
  queueMetric: 'tgi_queue_size',
  warmUpSeconds: 600,
  sources: [
    'huggingface/text-generation-inference v3.3.7: launcher/src/main.rs, router/src/server.rs, server/text_generation_server/cli.py, Dockerfile, docs/source/reference/metrics.md',
  ],
};
