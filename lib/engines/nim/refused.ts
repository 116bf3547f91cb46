import { RefusedSetting } from '../engine-profile';
import { SettingDanger } from '../setting-danger';
import { VLLM_REFUSED_ENV } from '../vllm/refused';

const { ANY_ORIGIN, EXTRA_ROUTES, HUB_TOKEN, LOADED_CODE, LOGGED_PROMPTS, OTHER_FILES, UNCHECKED_SETTINGS } =
  SettingDanger;

const KEY = 'the server reads a mounted model; a key of a registry in its environment can only leak';
const OTHER_MODEL = 'loads from another place than the verified model';

export const NIM_REFUSED_ENV: RefusedSetting[] = [
  ...VLLM_REFUSED_ENV,
  { name: 'NGC_API_KEY', danger: HUB_TOKEN, reason: KEY },
  { name: 'NGC_CLI_API_KEY', danger: HUB_TOKEN, reason: KEY },
  { name: 'MODELSCOPE_API_TOKEN', danger: HUB_TOKEN, reason: KEY },
  {
    name: 'NIM_PASSTHROUGH_ARGS',
    danger: UNCHECKED_SETTINGS,
    reason: 'holds arguments that are not checked here; write them as arguments',
  },
  {
    name: 'NIM_SPECDEC_ARGS',
    danger: UNCHECKED_SETTINGS,
    reason: 'holds arguments that are not checked here; write them as arguments',
  },
  {
    name: 'NIM_MIDDLEWARE_CONFIG_PATH',
    danger: LOADED_CODE,
    reason: 'imports Python code that the image does not use otherwise',
  },
  { name: 'NIM_REPOSITORY_OVERRIDE', danger: OTHER_FILES, reason: OTHER_MODEL },
  { name: 'NIM_DRAFT_MODEL_PATH', danger: OTHER_FILES, reason: OTHER_MODEL },
  { name: 'NIM_PEFT_SOURCE', danger: OTHER_FILES, reason: 'loads adapters from a directory or hub while serving' },
  { name: 'NIM_HEALTH_PORT', danger: EXTRA_ROUTES, reason: 'opens a port that no policy knows' },
  { name: 'NIM_SAGEMAKER_MODE', danger: EXTRA_ROUTES, reason: 'serves other routes on another port' },
  { name: 'NIM_CAPTURE_*', danger: LOGGED_PROMPTS, reason: 'keeps what goes through the server' },
  { name: 'NIM_LOG_LEVEL', danger: LOGGED_PROMPTS, values: ['DEBUG'], reason: 'writes requests to the log' },
  {
    name: 'NIM_CORS_ALLOW_ORIGINS',
    danger: ANY_ORIGIN,
    values: ['*'],
    reason: 'lets every web page that a user opens call the server',
  },
];
