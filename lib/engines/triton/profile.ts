import { EngineAdvisory, EngineFlag, EngineProfile, RefusedSetting } from '../engine-profile';
import { PortAudience } from '../engine-traffic';
import { HOME, PYTHON_ENGINE_ENV, PYTHON_ENGINE_REFUSED_ENV } from '../python-engine';
import { TRITON_ROUTES } from './routes';

const NO_POLICY = 'opens a port or protocol that no policy knows';

const FLAGS: EngineFlag[] = [
  {
    name: '--model-repository',
    aliases: ['--model-store'],
    value: '${modelRoot}',
    replaceable: false,
    reason: 'the directory whose only entry is the verified model',
  },
  {
    name: '--model-control-mode',
    value: 'none',
    replaceable: false,
    reason: 'models are loaded at the start and never changed',
  },
  { name: '--exit-on-error', value: 'true', replaceable: false, reason: 'a model that does not load stops the server' },
  { name: '--strict-readiness', value: 'true', replaceable: false, reason: 'ready means that the model is loaded' },
  {
    name: '--disable-auto-complete-config',
    replaceable: false,
    reason: 'the configuration of the model is what was verified, not what backends make of it',
  },
  { name: '--http-address', value: '0.0.0.0', replaceable: false, reason: 'probes come over the pod network' },
  { name: '--http-port', value: '${port}', replaceable: false, reason: 'policies and probes name the port' },
  {
    name: '--http-max-input-size',
    value: '${bodyBytes}',
    reason: 'bounds a request once it is decompressed, where the proxy no longer sees it; the default is 64 MiB',
  },
  { name: '--allow-grpc', value: 'false', replaceable: false, reason: NO_POLICY },
  { name: '--allow-metrics', value: 'true', replaceable: false, reason: 'the autoscaler and the scraper read them' },
  { name: '--metrics-port', value: '8002', replaceable: false, reason: 'policies name the port' },
  { name: '--allow-sagemaker', value: 'false', replaceable: false, reason: NO_POLICY },
  { name: '--allow-vertex-ai', value: 'false', replaceable: false, reason: NO_POLICY },
  {
    name: '--allow-client-shm',
    value: 'false',
    since: '26.04',
    replaceable: false,
    reason:
      'callers name memory of other processes; older releases have no switch, and the mesh alone closes the routes',
  },
  { name: '--trace-config', value: 'level=off', replaceable: false, reason: 'traces hold what requests hold' },
  { name: '--exit-timeout-secs', value: '${drainSeconds}', reason: 'lets running requests finish' },
];

const LIBRARIES = 'loads libraries from another directory than that of the image';

const REFUSED_FLAGS: RefusedSetting[] = [
  { name: '--backend-directory', reason: LIBRARIES },
  { name: '--cache-directory', reason: LIBRARIES },
  { name: '--repoagent-directory', reason: LIBRARIES },
  { name: '--backend-config', reason: `its setting backend-directory ${LIBRARIES}; write settings into config.pbtxt` },
  {
    name: '--strict-model-config',
    allowedValues: ['true', '1'],
    reason: 'the old name of --disable-auto-complete-config',
  },
  {
    name: '--http-restricted-api',
    reason: 'its key shows in the pod spec, and was bypassed (CVE-2026-24207); the mesh decides who calls what',
  },
  { name: '--grpc-restricted-protocol', reason: 'its key shows in the pod spec; gRPC is off' },
  { name: '--log-verbose', allowedValues: ['0'], reason: 'writes requests to the log' },
  { name: '--log-file', reason: 'the log leaves the output of the container' },
  { name: '--trace-file', reason: 'writes requests to disk' },
  { name: '--trace-level', reason: 'writes requests to disk' },
];

const CLOUD = 'the repository is mounted; credentials of a cloud in the environment can only leak';

const REFUSED_ENV: RefusedSetting[] = [
  ...PYTHON_ENGINE_REFUSED_ENV,
  { name: 'AIP_*', reason: 'switches the server to Vertex AI: other port, other repository' },
  { name: 'TRITON_CLOUD_CREDENTIAL_PATH', reason: CLOUD },
  { name: 'AWS_*', reason: CLOUD },
  { name: 'AZURE_STORAGE_*', reason: CLOUD },
  { name: 'GOOGLE_APPLICATION_CREDENTIALS', reason: CLOUD },
  { name: 'TRITONSERVER_*', reason: 'delays of tests' },
];

/**
 * By release of the container. From advisory feeds. NVIDIA's bulletins of December 2025 and May 2026 (5828) were not
 * read: for what they name, the first release after their publication is taken, which may be later than needed.
 */
const ADVISORIES: EngineAdvisory[] = [
  { id: 'CVE-2026-24206', fixedIn: '26.05', summary: 'authentication is bypassed' },
  { id: 'CVE-2026-24207', fixedIn: '26.05', summary: 'authentication is bypassed, up to running code' },
  { id: 'CVE-2026-24208', fixedIn: '26.05', summary: 'a path leaves its directory and ends the server' },
  { id: 'CVE-2026-24209', fixedIn: '26.05', summary: 'a path leaves its directory and ends the server' },
  { id: 'CVE-2025-33201', fixedIn: '25.12', summary: 'an extra large payload ends the server' },
  { id: 'CVE-2025-23310', fixedIn: '25.07', summary: 'chunked requests overflow the stack' },
  { id: 'CVE-2025-23311', fixedIn: '25.07', summary: 'chunked requests overflow the stack' },
  { id: 'CVE-2025-23319', fixedIn: '25.07', summary: 'the Python backend writes out of bounds' },
  { id: 'CVE-2025-23320', fixedIn: '25.07', summary: 'the Python backend tells the name of its shared memory' },
  { id: 'CVE-2025-23334', fixedIn: '25.07', summary: 'the Python backend reads out of bounds' },
];

/**
 * NVIDIA Triton Inference Server, https://github.com/triton-inference-server/server
 *
 * The volume holds the directory of one model: `config.pbtxt` and `1/model.onnx`. The configuration names the backend,
 * and a backend library or Python file that lies beside the model is loaded before that of the image: no flag forbids it.
 * So verify the directory like code, and use an image that has the ONNX Runtime backend only.
 *
 * How many requests wait is set in the model's configuration (`max_queue_size`), not by a flag; the limits of the sidecar
 * hold whatever it says. Nothing here was run on a GPU.
 */
export const TRITON: EngineProfile = {
  name: 'triton',
  describedVersion: '26.09',
  // Past the entry point of the image, a shell script that prints notices and checks the driver.
  command: ['tritonserver'],
  positionals: [],
  flags: FLAGS,
  env: { ...PYTHON_ENGINE_ENV },
  ports: [
    { name: 'http', port: 8000, audience: PortAudience.CALLERS },
    { name: 'metrics', port: 8002, audience: PortAudience.SCRAPER },
  ],
  routes: TRITON_ROUTES,
  writablePaths: [
    { name: 'home', path: HOME, sizeMiB: 2048, reason: 'caches of backends' },
    { name: 'tmp', path: '/tmp', sizeMiB: 2048, reason: 'temporary files of backends' },
    {
      name: 'shm',
      path: '/dev/shm',
      sizeMiB: 1024,
      inMemory: true,
      reason: 'shared memory of backends; the runtime gives 64 MiB',
    },
  ],
  refusedFlags: REFUSED_FLAGS,
  refusedEnv: REFUSED_ENV,
  health: { readinessPath: '/v2/health/ready', livenessPath: '/v2/health/live' },
  advisories: ADVISORIES,
  imageUser: {
    user: 1000,
    group: 1000,
    reason: 'the image is made for the user triton-server; others met files that they may not use (server#2600)',
  },
  formats: ['onnx'],
  queueMetric: 'nv_inference_pending_request_count',
  warmUpSeconds: 120,
  sources: [
    'triton-inference-server/server e1db8a6 (26.09): src/command_line_parser.cc, src/http_server.cc, build.py, docs/customization_guide/deploy.md, docs/user_guide/metrics.md',
    'triton-inference-server/core, June 2026: src/backend_model.cc, src/backend_config.cc, src/filesystem',
  ],
};
