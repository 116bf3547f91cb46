import { RefusedSetting } from '../engine-profile';
import { PYTHON_ENGINE_REFUSED_ENV } from '../python-engine';

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

export const TGI_REFUSED_FLAGS: RefusedSetting[] = [
  ...REFUSED.map(({ flag, reason }) => ({ name: flag, reason })),
  { name: '--cors-allow-origin', values: ['*'], reason: 'lets every web page that a user opens call the server' },
];

export const TGI_REFUSED_ENV: RefusedSetting[] = [
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
