import { RefusedSetting } from '../engine-profile';
import { VLLM_REFUSED_ENV } from '../vllm/refused';

const KEY = 'the server reads a mounted model; a key of a registry in its environment can only leak';
const OTHER_MODEL = 'loads from another place than the verified model';

export const NIM_REFUSED_ENV: RefusedSetting[] = [
  ...VLLM_REFUSED_ENV,
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
