import { RefusedSetting } from '../engine-profile';
import { PYTHON_ENGINE_REFUSED_ENV } from '../python-engine';
import { SettingDanger } from '../setting-danger';

const { CALLER_DATA, EXTRA_ROUTES, LOADED_CODE, LOGGED_PROMPTS, MODEL_CONTROL, WAY_OUT, WEAKER_LIMITS } = SettingDanger;

const LIBRARIES = 'loads libraries from another directory than that of the image';

const FALSE = ['false', '0'];
const OTHER_API = 'another API, with other routes and ports';

export const TRITON_REFUSED_FLAGS: RefusedSetting[] = [
  {
    name: '--model-control-mode',
    danger: MODEL_CONTROL,
    allowedValues: ['none'],
    reason: 'models are loaded and unloaded while it serves',
  },
  { name: '--allow-sagemaker', danger: EXTRA_ROUTES, allowedValues: FALSE, reason: OTHER_API },
  { name: '--allow-vertex-ai', danger: EXTRA_ROUTES, allowedValues: FALSE, reason: OTHER_API },
  {
    name: '--allow-client-shm',
    danger: CALLER_DATA,
    allowedValues: FALSE,
    reason: 'callers name memory of other processes',
  },
  { name: '--backend-directory', danger: LOADED_CODE, reason: LIBRARIES },
  { name: '--cache-directory', danger: LOADED_CODE, reason: LIBRARIES },
  { name: '--repoagent-directory', danger: LOADED_CODE, reason: LIBRARIES },
  {
    name: '--backend-config',
    danger: LOADED_CODE,
    reason: `its setting backend-directory ${LIBRARIES}; write settings into config.pbtxt`,
  },
  {
    name: '--strict-model-config',
    danger: WEAKER_LIMITS,
    allowedValues: ['true', '1'],
    reason: 'the old name of --disable-auto-complete-config',
  },
  {
    name: '--http-restricted-api',
    danger: EXTRA_ROUTES,
    reason: 'its key shows in the pod spec, and was bypassed (CVE-2026-24207); the mesh decides who calls what',
  },
  { name: '--grpc-restricted-protocol', danger: EXTRA_ROUTES, reason: 'its key shows in the pod spec; gRPC is off' },
  { name: '--log-verbose', danger: LOGGED_PROMPTS, allowedValues: ['0'], reason: 'writes requests to the log' },
  { name: '--log-file', danger: LOGGED_PROMPTS, reason: 'the log leaves the output of the container' },
  { name: '--trace-file', danger: LOGGED_PROMPTS, reason: 'writes requests to disk' },
  { name: '--trace-level', danger: LOGGED_PROMPTS, reason: 'writes requests to disk' },
  // https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/trace.html
  {
    name: '--trace-config',
    danger: WAY_OUT,
    allowedValues: ['level=OFF'],
    reason: 'writes traces of requests to disk, or sends them to another host',
  },
  // https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/response_cache.html
  { name: '--cache-config', danger: WAY_OUT, reason: 'keeps answers of callers, also on another host' },
];

const CLOUD = 'the repository is mounted; credentials of a cloud in the environment can only leak';

export const TRITON_REFUSED_ENV: RefusedSetting[] = [
  ...PYTHON_ENGINE_REFUSED_ENV,
  { name: 'AIP_*', danger: EXTRA_ROUTES, reason: 'switches the server to Vertex AI: other port, other repository' },
  { name: 'TRITON_CLOUD_CREDENTIAL_PATH', danger: WAY_OUT, reason: CLOUD },
  { name: 'AWS_*', danger: WAY_OUT, reason: CLOUD },
  { name: 'AZURE_STORAGE_*', danger: WAY_OUT, reason: CLOUD },
  { name: 'GOOGLE_APPLICATION_CREDENTIALS', danger: WAY_OUT, reason: CLOUD },
  { name: 'TRITONSERVER_*', danger: WEAKER_LIMITS, reason: 'delays of tests' },
];
