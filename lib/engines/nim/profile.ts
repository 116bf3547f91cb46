import { NIM_ADVISORIES } from './advisories';
import { NIM_REFUSED_ENV } from './refused';
import { NIM_ROUTES } from './routes';
import { EngineProfile } from '../engine-profile';
import { PortAudience } from '../engine-traffic';
import { HOME } from '../python-engine';
import { SettingDanger } from '../setting-danger';
import { VLLM } from '../vllm/profile';

const CACHE = '/opt/nim/.cache';

const PROXY = 'the proxy of the image listens for callers; it sets where vLLM listens behind it';

/** What the proxy decides itself. */
const OF_THE_PROXY = ['--host', '--port'];

/** Set for vLLM alone: NIM has its own directories, and which plug-ins its image needs was not found out. */
const OF_VLLM_ALONE = ['VLLM_CACHE_ROOT', 'VLLM_CONFIG_ROOT', 'VLLM_PLUGINS'];

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
  routes: NIM_ROUTES,
  taskSettings: VLLM.taskSettings,
  ranges: VLLM.ranges,
  parallelism: VLLM.parallelism,
  writablePaths: [
    { name: 'nim-cache', path: CACHE, sizeMiB: 8192, reason: 'workspace of the model, without its weights' },
    { name: 'home', path: HOME, sizeMiB: 8192, reason: 'caches of compiled kernels and graphs' },
    ...VLLM.writablePaths.filter(({ path }) => path !== HOME),
  ],
  refusedFlags: [
    ...VLLM.refusedFlags,
    ...OF_THE_PROXY.map((name) => ({ name, danger: SettingDanger.MISFIT, reason: PROXY })),
  ],
  refusedEnv: NIM_REFUSED_ENV,
  wholeFlags: VLLM.knownFlags,
  health: { readinessPath: '/v1/health/ready', livenessPath: '/v1/health/live' },
  advisories: NIM_ADVISORIES,
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
