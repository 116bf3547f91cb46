import { EngineProfile, RefusedSetting } from '../engine-profile';
import { PortAudience, RouteAccess } from '../engine-traffic';
import { HOME } from '../python-engine';
import { routes } from '../routes';
import { VLLM } from '../vllm/profile';

const { CALLERS, SCRAPER, PROBES } = RouteAccess;

const CACHE = '/opt/nim/.cache';

const PROXY = 'the proxy of the image listens for callers; it sets where vLLM listens behind it';

/** What the proxy decides itself. */
const OF_THE_PROXY = ['--host', '--port'];

/** Set for vLLM alone: NIM has its own directories, and which plug-ins its image needs was not found out. */
const OF_VLLM_ALONE = ['VLLM_CACHE_ROOT', 'VLLM_CONFIG_ROOT', 'VLLM_PLUGINS'];

const KEY = 'the server reads a mounted model; a key of a registry in its environment can only leak';
const OTHER_MODEL = 'loads from another place than the verified model';

const REFUSED_ENV: RefusedSetting[] = [
  ...VLLM.refusedEnv,
  { name: 'NGC_API_KEY', reason: KEY },
  { name: 'NGC_CLI_API_KEY', reason: KEY },
  { name: 'MODELSCOPE_API_TOKEN', reason: KEY },
  { name: 'NIM_PASSTHROUGH_ARGS', reason: 'holds arguments that are not checked here; write them as arguments' },
  { name: 'NIM_SPECDEC_ARGS', reason: 'holds arguments that are not checked here; write them as arguments' },
  { name: 'NIM_MIDDLEWARE_CONFIG_PATH', reason: 'imports Python code that the image does not use otherwise' },
  { name: 'NIM_REPOSITORY_OVERRIDE', reason: OTHER_MODEL },
  { name: 'NIM_DRAFT_MODEL_PATH', reason: OTHER_MODEL },
  { name: 'NIM_PEFT_SOURCE', reason: 'loads adapters from a directory or hub while serving' },
  { name: 'NIM_HEALTH_PORT', reason: 'opens a port that no policy knows' },
  { name: 'NIM_SAGEMAKER_MODE', reason: 'serves other routes on another port' },
  { name: 'NIM_CAPTURE_*', reason: 'keeps what goes through the server' },
  { name: 'NIM_LOG_LEVEL', values: ['DEBUG'], reason: 'writes requests to the log' },
  { name: 'NIM_CORS_ALLOW_ORIGINS', values: ['*'], reason: 'lets every web page that a user opens call the server' },
];

/**
 * NVIDIA NIM for large language models, release 2, https://docs.nvidia.com/nim/large-language-models
 *
 * For images whose engine is vLLM: NIM passes the arguments of the container on to it, before every other setting. Flags
 * that came late to vLLM are left out, since the version of NIM does not tell that of vLLM. So the queue of a replica has
 * no bound of its own; the rate limit of the sidecar holds.
 *
 * NIM is not published as source. What is here is from its documentation; it was not run. Whether its proxy writes
 * outside the directories below is not documented; the user and group are those of NVIDIA's operator. Advisories do not
 * name releases of NIM: look up those of the vLLM that the image holds.
 */
export const NIM: EngineProfile = {
  name: 'nim',
  describedVersion: '2.1.6',
  // That of the image starts proxy and engine.
  command: [],
  // from the documentation, not compared with an image
  programs: ['nim-serve', 'nginx', 'vllm'],
  positionals: [],
  flags: VLLM.flags.filter(({ name, since }) => since === undefined && !OF_THE_PROXY.includes(name)),
  env: {
    ...Object.fromEntries(Object.entries(VLLM.env).filter(([name]) => !OF_VLLM_ALONE.includes(name))),
    NIM_MODEL_PATH: '${modelPath}',
    NIM_SERVED_MODEL_NAME: '${modelName}',
    NIM_SERVER_PORT: '${port}',
    NIM_CACHE_PATH: CACHE,
    NIM_DISABLE_MODEL_DOWNLOAD: '1',
    // documented for release 1; without egress it has no effect
    NIM_TELEMETRY_MODE: '0',
  },
  ports: [{ name: 'http', port: 8000, audience: PortAudience.CALLERS }],
  routes: [
    ...routes(CALLERS, ['POST /v1/chat/completions', 'POST /v1/completions', 'GET /v1/models']),
    ...routes(CALLERS, ['POST /v1/embeddings'], { task: 'pooling' }),
    ...routes(SCRAPER, ['GET /v1/metrics']),
    ...routes(PROBES, ['GET /v1/health/live', 'GET /v1/health/ready']),
  ],
  writablePaths: [
    { name: 'nim-cache', path: CACHE, sizeMiB: 8192, reason: 'workspace of the model, without its weights' },
    { name: 'home', path: HOME, sizeMiB: 8192, reason: 'caches of compiled kernels and graphs' },
    ...VLLM.writablePaths.filter(({ path }) => path !== HOME),
  ],
  refusedFlags: [...VLLM.refusedFlags, ...OF_THE_PROXY.map((name) => ({ name, reason: PROXY }))],
  refusedEnv: REFUSED_ENV,
  wholeFlags: VLLM.wholeFlags,
  health: { readinessPath: '/v1/health/ready', livenessPath: '/v1/health/live' },
  advisories: [],
  imageUser: { user: 1000, group: 2000, reason: 'what the operator of NVIDIA runs the images under' },
  formats: VLLM.formats,
  queueMetric: VLLM.queueMetric,
  cacheMetric: VLLM.cacheMetric,
  workMetrics: VLLM.workMetrics,
  warmUpSeconds: 900,
  sources: [
    'https://docs.nvidia.com/nim/large-language-models/2.1.4/reference/architecture.html',
    'https://docs.nvidia.com/nim/large-language-models/2.1.4/reference/advanced-configuration.html',
    'https://docs.nvidia.com/nim/large-language-models/2.0.12/reference/environment-variables.html',
    'https://docs.nvidia.com/nim/large-language-models/latest/deployment/air-gap-deployment.html',
    'NVIDIA/k8s-nim-operator: user and group',
  ],
};
