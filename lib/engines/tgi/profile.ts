import { TGI_ADVISORIES } from './advisories';
import { TGI_FLAGS } from './flags';
import { TGI_REFUSED_ENV, TGI_REFUSED_FLAGS } from './refused';
import { TGI_ROUTES } from './routes';
import { EngineProfile } from '../engine-profile';
import { PortAudience } from '../engine-traffic';
import { HOME, PYTHON_ENGINE_ENV } from '../python-engine';

/**
 * Text Generation Inference of Hugging Face, https://github.com/huggingface/text-generation-inference
 *
 * Requests may name images by URL, and the server fetches them: no setting forbids it, so that only the missing egress
 * does. It was not run here.
 */
export const TGI: EngineProfile = {
  name: 'tgi',
  describedVersion: '3.3.7',
  deprecated:
    'Text Generation Inference is in maintenance mode: only small fixes are made. Its makers name vLLM and SGLang as successors',
  refusedImages: [
    {
      repository: 'huggingface/text-generation-inference',
      reason: 'Python lies in /root, which no other user may read, so that it runs as root only',
      fix: 'rebuild the image with Python outside /root and name it differently, or serve with vLLM or SGLang',
    },
  ],
  command: ['text-generation-launcher'],
  programs: ['text-generation-router', 'text-generation-server'],
  positionals: [],
  flags: TGI_FLAGS,
  env: { ...PYTHON_ENGINE_ENV },
  ports: [
    { name: 'http', port: 8080, audience: PortAudience.CALLERS },
    // The metrics again; scrapers read them from the serving port, where the mesh checks the path.
    { name: 'prometheus', port: 9000, audience: PortAudience.POD },
    { name: 'torch', port: 29500, audience: PortAudience.POD },
  ],
  routes: TGI_ROUTES,
  writablePaths: [
    { name: 'home', path: HOME, sizeMiB: 8192, reason: 'caches of compiled kernels' },
    { name: 'tmp', path: '/tmp', sizeMiB: 2048, reason: 'sockets between router and shards' },
    {
      name: 'shm',
      path: '/dev/shm',
      sizeMiB: 2048,
      inMemory: true,
      perGpu: true,
      reason: 'buffers of NCCL; the runtime gives 64 MiB',
    },
  ],
  // clap infers no names: https://docs.rs/clap, Command::infer_long_args
  wholeNamesOnly: true,
  refusedFlags: TGI_REFUSED_FLAGS,
  ranges: [{ name: '--cuda-memory-fraction', above: 0, most: 1 }],
  refusedEnv: TGI_REFUSED_ENV,
  health: { readinessPath: '/health', livenessPath: '/health' },
  advisories: TGI_ADVISORIES,
  formats: ['safetensors'],
  queueMetric: 'tgi_queue_size',
  warmUpSeconds: 600,
  sources: [
    'huggingface/text-generation-inference v3.3.7: launcher/src/main.rs, router/src/server.rs, server/text_generation_server/cli.py, Dockerfile, docs/source/reference/metrics.md',
  ],
};
