import { CODE_LOADING_ENV, GPU_OVERRIDE_ENV, PROXY_ENV } from '../code-loading-env';
import { RefusedSetting } from '../engine-profile';
import { SettingDanger } from '../setting-danger';

const {
  ANY_ORIGIN,
  DEVELOPER_ROUTES,
  EXTRA_ROUTES,
  HUB_TOKEN,
  KEY_IN_SPEC,
  LOADED_CODE,
  LOGGED_PROMPTS,
  MEDIA_FETCH,
  MISFIT,
  OTHER_FILES,
  TOLD_CALLERS,
  UNCHECKED_SETTINGS,
  WAY_OUT,
} = SettingDanger;

const DOWNLOADS = 'downloads a model; the library passes the path of the verified one';
const OTHER_WEIGHTS = 'loads weights from another place than the verified models; declare adapters and draftModel';
const RUNS_TOOLS = 'runs commands that the model wrote';
const SERVES_MORE = 'one server for many models, which callers load, download and delete';
const WRITES_PROMPTS = 'writes prompts to disk';
const READS_ENV = 'sets what a flag sets, and is checked by nothing; write the flag as an argument';

export const LLAMA_CPP_REFUSED_FLAGS: RefusedSetting[] = [
  { name: '--model-url', danger: WAY_OUT, aliases: ['-mu'], reason: DOWNLOADS },
  { name: '--docker-repo', danger: WAY_OUT, aliases: ['-dr'], reason: DOWNLOADS },
  { name: '--hf-repo', danger: WAY_OUT, aliases: ['-hf', '-hfr'], reason: DOWNLOADS },
  { name: '--hf-file', danger: WAY_OUT, aliases: ['-hff'], reason: DOWNLOADS },
  {
    name: '--hf-token',
    danger: HUB_TOKEN,
    aliases: ['-hft'],
    reason: 'the server reads a mounted model; a token on the command line shows in the pod spec',
  },
  { name: '--mmproj-url', danger: WAY_OUT, aliases: ['-mmu'], reason: DOWNLOADS },
  { name: '--spec-draft-hf', danger: WAY_OUT, aliases: ['-hfd', '-hfrd', '--hf-repo-draft'], reason: DOWNLOADS },
  { name: '--embd-gemma-default', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--fim-qwen-1.5b-default', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--fim-qwen-3b-default', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--fim-qwen-7b-default', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--fim-qwen-7b-spec', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--fim-qwen-14b-spec', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--fim-qwen-30b-default', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--gpt-oss-20b-default', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--gpt-oss-120b-default', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--vision-gemma-4b-default', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--vision-gemma-12b-default', danger: WAY_OUT, reason: DOWNLOADS },
  { name: '--lora', danger: OTHER_FILES, inModels: true, reason: OTHER_WEIGHTS },
  { name: '--lora-scaled', danger: OTHER_FILES, inModels: true, reason: OTHER_WEIGHTS },
  {
    name: '--spec-draft-model',
    aliases: ['-md', '--model-draft'],
    danger: OTHER_FILES,
    inModels: true,
    reason: OTHER_WEIGHTS,
  },
  { name: '--mmproj', aliases: ['-mm'], danger: OTHER_FILES, inModels: true, reason: OTHER_WEIGHTS },
  { name: '--control-vector', danger: OTHER_FILES, inModels: true, reason: OTHER_WEIGHTS },
  { name: '--models-dir', danger: OTHER_FILES, reason: SERVES_MORE },
  { name: '--models-preset', danger: OTHER_FILES, reason: SERVES_MORE },
  { name: '--tools', danger: LOADED_CODE, reason: RUNS_TOOLS },
  { name: '--tools-runtime', danger: LOADED_CODE, reason: RUNS_TOOLS },
  { name: '--agent', danger: LOADED_CODE, aliases: ['-ag'], reason: RUNS_TOOLS },
  {
    name: '--mcp-servers-config',
    danger: LOADED_CODE,
    reason: 'starts programs and connects to servers that the model may use',
  },
  {
    name: '--mcp-servers-json',
    danger: LOADED_CODE,
    reason: 'starts programs and connects to servers that the model may use',
  },
  {
    name: '--ui-mcp-proxy',
    danger: WAY_OUT,
    aliases: ['--webui-mcp-proxy'],
    reason: 'callers send requests to any host',
  },
  { name: '--ui', danger: EXTRA_ROUTES, aliases: ['--webui'], reason: 'a web page for whoever asks' },
  { name: '--path', danger: OTHER_FILES, reason: 'serves files of the pod' },
  { name: '--media-path', danger: MEDIA_FETCH, reason: 'lets requests read files of the pod' },
  { name: '--slots', danger: TOLD_CALLERS, reason: 'shows the prompts of all callers' },
  { name: '--slot-save-path', danger: LOGGED_PROMPTS, reason: WRITES_PROMPTS },
  { name: '--log-prompts-dir', danger: LOGGED_PROMPTS, reason: WRITES_PROMPTS },
  { name: '--lookup-cache-dynamic', danger: LOGGED_PROMPTS, aliases: ['-lcd'], reason: WRITES_PROMPTS },
  {
    name: '--log-file',
    danger: LOGGED_PROMPTS,
    reason: 'the log leaves the pod through its output; the root is read-only',
  },
  {
    name: '--verbose',
    danger: LOGGED_PROMPTS,
    aliases: ['-v', '--log-verbose'],
    reason: 'writes prompts and answers to the log',
  },
  {
    name: '--verbosity',
    danger: LOGGED_PROMPTS,
    aliases: ['-lv', '--log-verbosity'],
    allowedValues: ['0', '1', '2', '3'],
    reason: 'higher ones write prompts and answers to the log',
  },
  { name: '--props', danger: DEVELOPER_ROUTES, reason: 'callers change settings of all others' },
  {
    name: '--cors-credentials',
    danger: ANY_ORIGIN,
    reason: "lets web pages call the server with the user's credentials",
  },
  {
    name: '--cors-origins',
    danger: ANY_ORIGIN,
    values: ['*'],
    reason: 'lets every web page that a user opens call the server',
  },
  {
    name: '--api-key',
    danger: KEY_IN_SPEC,
    reason: 'shows in the pod spec; callers are authenticated by the mesh',
  },
  {
    name: '--api-key-file',
    danger: MISFIT,
    reason: 'a second way to authenticate, beside the mesh, which probes do not know',
  },
  {
    name: '--ssl-key-file',
    danger: MISFIT,
    reason: 'the mesh encrypts; probes and policies speak plain HTTP to the port',
  },
  {
    name: '--ssl-cert-file',
    danger: MISFIT,
    reason: 'the mesh encrypts; probes and policies speak plain HTTP to the port',
  },
  { name: '--api-prefix', danger: MISFIT, reason: 'policies and probes name the paths without it' },
  { name: '--reuse-port', danger: EXTRA_ROUTES, reason: 'another process may take requests of the port' },
  { name: '--rpc', danger: WAY_OUT, reason: 'sends the model to other hosts, over a protocol without authentication' },
  { name: '--grammar-file', danger: OTHER_FILES, reason: 'reads a file that is not part of the verified model' },
];

export const LLAMA_CPP_REFUSED_ENV: RefusedSetting[] = [
  ...CODE_LOADING_ENV,
  ...GPU_OVERRIDE_ENV,
  ...PROXY_ENV,
  { name: 'LLAMA_*', danger: UNCHECKED_SETTINGS, reason: READS_ENV },
  { name: 'MTMD_*', danger: UNCHECKED_SETTINGS, reason: READS_ENV },
  { name: 'GGML_BACKEND_PATH', danger: LOADED_CODE, reason: 'loads a library' },
  { name: 'AIP_*', danger: EXTRA_ROUTES, reason: 'another port, and other paths, for the API of Vertex AI' },
  {
    name: 'HF_TOKEN',
    danger: HUB_TOKEN,
    reason: 'the server reads a mounted model; a hub token in its environment can only leak',
  },
  { name: 'HF_ENDPOINT', danger: WAY_OUT, reason: 'sends requests for models to another host' },
];
