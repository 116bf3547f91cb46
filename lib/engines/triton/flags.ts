import { EngineFlag } from '../engine-profile';

const NO_POLICY = 'opens a port or protocol that no policy knows';

export const TRITON_FLAGS: EngineFlag[] = [
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
