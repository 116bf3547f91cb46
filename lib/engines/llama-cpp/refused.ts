import { RefusedSetting } from '../engine-profile';
import { CODE_LOADING_ENV, GPU_OVERRIDE_ENV } from '../python-engine';

const DOWNLOADS = 'downloads a model; the library passes the path of the verified one';
const RUNS_TOOLS = 'runs commands that the model wrote';
const SERVES_MORE = 'one server for many models, which callers load, download and delete';
const WRITES_PROMPTS = 'writes prompts to disk';
const READS_ENV = 'sets what a flag sets, and is checked by nothing; write the flag as an argument';

export const LLAMA_CPP_REFUSED_FLAGS: RefusedSetting[] = [
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

export const LLAMA_CPP_REFUSED_ENV: RefusedSetting[] = [
  ...CODE_LOADING_ENV,
  ...GPU_OVERRIDE_ENV,
  { name: 'LLAMA_*', reason: READS_ENV },
  { name: 'MTMD_*', reason: READS_ENV },
  { name: 'GGML_BACKEND_PATH', reason: 'loads a library' },
  { name: 'AIP_*', reason: 'another port, and other paths, for the API of Vertex AI' },
  { name: 'HF_TOKEN', reason: 'the server reads a mounted model; a hub token in its environment can only leak' },
  { name: 'HF_ENDPOINT', reason: 'sends requests for models to another host' },
];
