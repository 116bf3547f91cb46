import { RefusedSetting } from '../engine-profile';
import { PYTHON_ENGINE_REFUSED_ENV } from '../python-engine';
import { SettingDanger } from '../setting-danger';

const { ANY_ORIGIN, EXTRA_ROUTES, HUB_TOKEN, KEY_IN_SPEC, LOGGED_PROMPTS, MODEL_CODE, OTHER_FILES, WAY_OUT } =
  SettingDanger;

const TUNNEL = 'a tunnel to the internet, past every policy';
const OTHER_MODEL = 'loads from another place than the verified model';

/** Every flag is also read from a variable: what is refused is refused as both. */
const REFUSED: { flag: string; danger: SettingDanger; reason: string }[] = [
  {
    flag: '--trust-remote-code',
    danger: MODEL_CODE,
    reason: 'runs Python code from the model directory, and converts pickle files',
  },
  { flag: '--ngrok', danger: WAY_OUT, reason: TUNNEL },
  { flag: '--ngrok-authtoken', danger: WAY_OUT, reason: TUNNEL },
  { flag: '--ngrok-edge', danger: WAY_OUT, reason: TUNNEL },
  {
    flag: '--api-key',
    danger: KEY_IN_SPEC,
    reason: 'shows in the pod spec and guards only some routes; callers are authenticated by the mesh',
  },
  { flag: '--revision', danger: OTHER_FILES, reason: 'asks the hub, though the model is mounted' },
  { flag: '--lora-adapters', danger: OTHER_FILES, reason: OTHER_MODEL },
  { flag: '--tokenizer-config-path', danger: OTHER_FILES, reason: OTHER_MODEL },
  { flag: '--huggingface-hub-cache', danger: OTHER_FILES, reason: OTHER_MODEL },
  { flag: '--weights-cache-override', danger: OTHER_FILES, reason: OTHER_MODEL },
  { flag: '--otlp-endpoint', danger: WAY_OUT, reason: 'sends traces of requests elsewhere' },
  { flag: '--master-addr', danger: WAY_OUT, reason: 'the processes of a replica meet on another host' },
];

export const TGI_REFUSED_FLAGS: RefusedSetting[] = [
  ...REFUSED.map(({ flag, danger, reason }) => ({ name: flag, danger, reason })),
  {
    name: '--cors-allow-origin',
    danger: ANY_ORIGIN,
    values: ['*'],
    reason: 'lets every web page that a user opens call the server',
  },
];

export const TGI_REFUSED_ENV: RefusedSetting[] = [
  ...PYTHON_ENGINE_REFUSED_ENV,
  ...REFUSED.filter(({ flag }) => flag !== '--trust-remote-code').map(({ flag, danger, reason }) => ({
    name: variableOf(flag),
    danger,
    reason,
  })),
  {
    name: 'CORS_ALLOW_ORIGIN',
    danger: ANY_ORIGIN,
    values: ['*'],
    reason: 'lets every web page that a user opens call the server',
  },
  {
    name: 'HF_API_TOKEN',
    danger: HUB_TOKEN,
    reason: 'a hub token in the environment of a server that reads a mounted model',
  },
  { name: 'LOG_LEVEL', danger: LOGGED_PROMPTS, values: ['debug', 'trace'], reason: 'writes requests to the log' },
  { name: 'AIP_*', danger: EXTRA_ROUTES, reason: 'moves routes to paths and ports that no policy names' },
];

function variableOf(flag: string): string {
  return flag.slice(2).replaceAll('-', '_').toUpperCase();
}
