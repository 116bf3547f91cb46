import { Series, Situation } from './promtool';

const SCRAPED = 'namespace="inference", job="inference/qwen"';
/** As a Deployment names its pods: the hash of the ReplicaSet, then five characters. */
const NAME = 'qwen-7d4f8b6c9-x2x7k';
/** A pod of another service in the namespace, whose name begins as this one's does. */
const NEIGHBOUR = 'qwen-large-5b8c7d6f4-m9zqt';
const POD = `${SCRAPED}, pod="${NAME}"`;
const GATEWAY = 'spiffe://cluster.local/ns/gateway/sa/llm-gateway';

const gpu = (values: string, pod = NAME): Series => ({
  [`DCGM_FI_PROF_GR_ENGINE_ACTIVE{exported_namespace="inference", exported_pod="${pod}", gpu="0"}`]: values,
});
const up = (values: string): Series => ({ [`up{${POD}, endpoint="http"}`]: values });
const work = (running: string, prompt: string, generated: string): Series => ({
  [`vllm:num_requests_running{${POD}}`]: running,
  [`vllm:prompt_tokens_total{${POD}}`]: prompt,
  [`vllm:generation_tokens_total{${POD}}`]: generated,
});
const requests = (code: number, values: string, principal = GATEWAY): Series => ({
  [`istio_requests_total{${POD}, reporter="destination", source_principal="${principal}", response_code="${code}"}`]:
    values,
});
const bytes = (values: string, principal = GATEWAY): Series => ({
  [`istio_response_bytes_sum{${POD}, reporter="destination", source_principal="${principal}"}`]: values,
});
const restarts = (values: string, pod = NAME): Series => ({
  [`kube_pod_container_status_restarts_total{namespace="inference", pod="${pod}", container="vllm"}`]: values,
});

/** Hours of one value, a sample a minute. */
const still = (value: number) => `${value}x400`;
/** Hours of a counter that grows by so many a minute. */
const growing = (perMinute: number) => `0+${perMinute}x400`;

const BUSY_GPU = gpu(still(0.95));
const IDLE_GPU = gpu(still(0.02));
const IDLE = work(still(0), still(5), still(5));
const SERVING = work(still(3), growing(6000), growing(3000));

/** Each alert where it must fire, and where it must not although nearly everything is the same. */
export const SITUATIONS: readonly Situation[] = [
  {
    name: 'a busy GPU, no requests, no tokens',
    series: { ...up(still(1)), ...BUSY_GPU, ...IDLE },
    alert: 'InferenceGpuBusyWithoutRequests',
    at: '30m',
    firing: 1,
  },
  {
    name: 'a busy GPU that serves',
    series: { ...up(still(1)), ...BUSY_GPU, ...SERVING },
    alert: 'InferenceGpuBusyWithoutRequests',
    at: '30m',
    firing: 0,
  },
  {
    name: 'a busy GPU that embeds: prompts but no answers',
    series: { ...up(still(1)), ...BUSY_GPU, ...work(still(0), growing(600), still(0)) },
    alert: 'InferenceGpuBusyWithoutRequests',
    at: '30m',
    firing: 0,
  },
  {
    name: 'an idle GPU without requests',
    series: { ...up(still(1)), ...IDLE_GPU, ...IDLE },
    alert: 'InferenceGpuBusyWithoutRequests',
    at: '30m',
    firing: 0,
  },
  {
    name: 'a GPU that was busy for five minutes only',
    series: { ...up(still(1)), ...gpu('0.95x5 0x115'), ...IDLE },
    alert: 'InferenceGpuBusyWithoutRequests',
    at: '30m',
    firing: 0,
  },
  {
    name: 'a busy GPU of another service',
    series: {
      ...IDLE,
      [`DCGM_FI_PROF_GR_ENGINE_ACTIVE{exported_namespace="other", exported_pod="${NAME}"}`]: still(0.95),
    },
    alert: 'InferenceGpuBusyWithoutRequests',
    at: '30m',
    firing: 0,
  },
  {
    name: 'a busy GPU whose engine does not answer for an hour',
    series: { ...BUSY_GPU, ...up(still(0)) },
    alert: 'InferenceGpuBusyWithoutEngine',
    at: '60m',
    firing: 1,
  },
  {
    name: 'a busy GPU whose engine does not answer while its sidecar does',
    series: { ...BUSY_GPU, [`up{${POD}, endpoint="http-envoy-prom"}`]: still(1) },
    alert: 'InferenceGpuBusyWithoutEngine',
    at: '60m',
    firing: 1,
  },
  {
    name: 'a busy GPU of a service whose name begins with that of this one',
    series: { ...up(still(1)), ...gpu(still(0.95), NEIGHBOUR) },
    alert: 'InferenceGpuBusyWithoutEngine',
    at: '60m',
    firing: 0,
  },
  {
    name: 'a replica that starts for ten minutes',
    series: { ...BUSY_GPU, ...up('0x10 1x110') },
    alert: 'InferenceGpuBusyWithoutEngine',
    at: '60m',
    firing: 0,
  },
  {
    name: 'a caller that is refused three times a minute',
    series: requests(403, growing(3), 'spiffe://cluster.local/ns/other/sa/probe'),
    alert: 'InferenceCallersDenied',
    at: '20m',
    firing: 1,
  },
  {
    name: 'a caller without a valid token',
    series: requests(401, growing(3)),
    alert: 'InferenceCallersDenied',
    at: '20m',
    firing: 1,
  },
  {
    name: 'a caller that is refused once a minute',
    series: { ...requests(403, growing(1)), ...requests(200, growing(6000)) },
    alert: 'InferenceCallersDenied',
    at: '20m',
    firing: 0,
  },
  {
    name: 'a caller that sends too much',
    series: requests(413, growing(3)),
    alert: 'InferenceOversizedRequests',
    at: '20m',
    firing: 1,
  },
  {
    name: 'a caller that sends too much once in ten minutes',
    series: { ...requests(413, '0x9 1x9 2x100'), ...requests(200, growing(60)) },
    alert: 'InferenceOversizedRequests',
    at: '20m',
    firing: 0,
  },
  {
    name: 'a caller of whose requests every tenth is refused',
    series: { ...requests(429, growing(100)), ...requests(200, growing(900)) },
    alert: 'InferenceCallersThrottled',
    at: '30m',
    firing: 1,
  },
  {
    name: 'a caller of whose requests every hundredth is refused',
    series: { ...requests(429, growing(10)), ...requests(200, growing(990)) },
    alert: 'InferenceCallersThrottled',
    at: '30m',
    firing: 0,
  },
  {
    name: 'a caller that gets twenty times what it got all morning',
    series: { ...work(still(3), still(0), '0+60000x300 18000000+1200000x40'), ...bytes('0+1000x300 300000+20000x40') },
    alert: 'InferenceTokenBurst',
    at: '325m',
    firing: 1,
  },
  {
    name: 'of two callers the one that does',
    series: {
      ...work(still(3), still(0), '0+120000x300 36000000+1260000x40'),
      ...bytes('0+1000x300 300000+20000x40'),
      ...bytes('0+1000x340', 'spiffe://cluster.local/ns/other/sa/steady'),
    },
    alert: 'InferenceTokenBurst',
    at: '325m',
    firing: 1,
  },
  {
    name: 'a caller that gets as much as always',
    series: { ...work(still(3), still(0), '0+600000x340'), ...bytes('0+1000x340') },
    alert: 'InferenceTokenBurst',
    at: '325m',
    firing: 0,
  },
  {
    name: 'twenty times as much of next to nothing',
    series: { ...work(still(3), still(0), '0+60x300 18000+1200x40'), ...bytes('0+1x300 300+20x40') },
    alert: 'InferenceTokenBurst',
    at: '325m',
    firing: 0,
  },
  {
    name: 'a full queue',
    series: { [`vllm:num_requests_waiting{${POD}}`]: still(180) },
    alert: 'InferenceQueueSaturated',
    at: '20m',
    firing: 1,
  },
  {
    name: 'a queue that is half full',
    series: { [`vllm:num_requests_waiting{${POD}}`]: still(96) },
    alert: 'InferenceQueueSaturated',
    at: '20m',
    firing: 0,
  },
  {
    name: 'an engine that restarts every ten minutes',
    series: restarts('0x9 1x9 2x9 3x9 4x9 5x9'),
    alert: 'InferenceEngineRestarts',
    at: '60m',
    firing: 1,
  },
  {
    name: 'an engine of a service whose name begins with that of this one',
    series: restarts('0x9 1x9 2x9 3x9 4x9 5x9', NEIGHBOUR),
    alert: 'InferenceEngineRestarts',
    at: '60m',
    firing: 0,
  },
  {
    name: 'an engine that restarted once',
    series: restarts('0x30 1x90'),
    alert: 'InferenceEngineRestarts',
    at: '60m',
    firing: 0,
  },
  {
    name: 'no replica is scraped',
    series: up(still(0)),
    alert: 'InferenceNotScraped',
    at: '60m',
    firing: 1,
  },
  {
    name: 'nothing is known of any replica',
    series: { 'up{job="another"}': still(1) },
    alert: 'InferenceNotScraped',
    at: '60m',
    firing: 1,
  },
  {
    name: 'one replica of two is scraped',
    series: { ...up(still(0)), [`up{${SCRAPED}, pod="qwen-7d4f8b6c9-k4m8p", endpoint="http"}`]: still(1) },
    alert: 'InferenceNotScraped',
    at: '60m',
    firing: 0,
  },
  {
    name: 'a certificate that is not renewed',
    series: { [`istio_agent_cert_expiry_seconds{${POD}, resource_name="default"}`]: '10000-60x120' },
    alert: 'InferenceCertificateExpiring',
    at: '70m',
    firing: 1,
  },
  {
    name: 'a certificate that is renewed in time',
    series: { [`istio_agent_cert_expiry_seconds{${POD}, resource_name="default"}`]: '50000-60x60 86400-60x60' },
    alert: 'InferenceCertificateExpiring',
    at: '70m',
    firing: 0,
  },
  {
    name: 'thirteen days before an acceptance ends',
    series: {},
    alert: 'InferenceRiskAcceptanceExpiring',
    at: '25h',
    firing: 1,
  },
  {
    name: 'fourteen days and an hour before it ends',
    series: {},
    alert: 'InferenceRiskAcceptanceExpiring',
    at: '23h',
    firing: 0,
  },
];

/** Ends with the fifteenth day of Unix time, where promtool's clock begins. */
export const ACCEPTED = [{ ruleId: 'SAI-IMG-006', constructPath: 'llm/Qwen', day: '1970-01-15' }];
