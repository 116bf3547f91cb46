import { TRITON_ADVISORIES } from './advisories';
import { TRITON_FLAGS } from './flags';
import { TRITON_REFUSED_ENV, TRITON_REFUSED_FLAGS } from './refused';
import { EngineFlag, EngineProfile } from '../engine-profile';
import { EnginePort, PortAudience } from '../engine-traffic';
import { HOME, PYTHON_ENGINE_ENV } from '../python-engine';
import { TRITON_GRPC_ROUTES } from './grpc-routes';
import { TRITON_HTTP_ROUTES } from './routes';

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
  flags: TRITON_FLAGS,
  env: { ...PYTHON_ENGINE_ENV },
  ports: [
    { name: 'http', port: 8000, audience: PortAudience.CALLERS },
    { name: 'metrics', port: 8002, audience: PortAudience.SCRAPER },
  ],
  routes: [...TRITON_HTTP_ROUTES, ...TRITON_GRPC_ROUTES],
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
  refusedFlags: TRITON_REFUSED_FLAGS,
  refusedEnv: TRITON_REFUSED_ENV,
  health: { readinessPath: '/v2/health/ready', livenessPath: '/v2/health/live' },
  advisories: TRITON_ADVISORIES,
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

const GRPC_PORT: EnginePort = { name: 'grpc', port: 8001, audience: PortAudience.CALLERS, protocol: 'grpc' };

const GRPC_FLAGS: EngineFlag[] = [
  { name: '--allow-grpc', value: 'true', replaceable: false, reason: 'callers may use gRPC' },
  { name: '--grpc-address', value: '0.0.0.0', replaceable: false, reason: 'requests come over the pod network' },
  { name: '--grpc-port', value: String(GRPC_PORT.port), replaceable: false, reason: 'policies name the port' },
];

/** The profile with the gRPC service beside HTTP. */
export function triton(grpc: boolean): EngineProfile {
  return grpc
    ? {
        ...TRITON,
        ports: [...TRITON.ports, GRPC_PORT],
        flags: [...TRITON.flags.filter(({ name }) => name !== '--allow-grpc'), ...GRPC_FLAGS],
      }
    : TRITON;
}
