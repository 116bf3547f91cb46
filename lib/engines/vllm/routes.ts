import { EngineRoute, RouteAccess } from '../engine-traffic';
import { ModelTask } from '../model-task';
import { routes } from '../routes';

const { CALLERS, SCRAPER, PROBES, NOBODY } = RouteAccess;

/** Every route of vLLM 0.33.0. `--api-key` guards only what begins with /v1, /v2, /inference or /cohere. */
export const VLLM_ROUTES: EngineRoute[] = [
  ...routes(CALLERS, ['GET /v1/models']),
  ...routes(CALLERS, ['POST /v1/chat/completions'], { tasks: [ModelTask.CHAT] }),
  ...routes(CALLERS, ['POST /v1/completions'], { tasks: [ModelTask.COMPLETION] }),
  ...routes(CALLERS, ['POST /v1/responses', 'POST /v1/messages', 'POST /v1/messages/count_tokens'], {
    tasks: [ModelTask.CHAT],
  }),
  ...routes(CALLERS, ['POST /v1/embeddings', 'POST /v2/embed'], { tasks: [ModelTask.EMBEDDING] }),
  ...routes(CALLERS, ['POST /v1/rerank', 'POST /v2/rerank'], { tasks: [ModelTask.RERANK] }),
  ...routes(CALLERS, ['POST /v1/score'], { tasks: [ModelTask.SCORE] }),
  // There is no /v1/classify; --api-key does not guard this one, the mesh does.
  ...routes(CALLERS, ['POST /classify'], { tasks: [ModelTask.CLASSIFICATION] }),
  // The realtime route is a WebSocket, which a proxy sees as GET.
  ...routes(CALLERS, ['POST /v1/audio/transcriptions', 'POST /v1/audio/translations', 'GET /v1/realtime'], {
    tasks: [ModelTask.TRANSCRIPTION],
  }),
  ...routes(CALLERS, ['POST /cohere/v2/chat'], {
    enabledBy: 'VLLM_ENABLE_COHERE_API=1',
    tasks: [ModelTask.CHAT],
  }),
  ...routes(SCRAPER, ['GET /metrics']),
  ...routes(PROBES, ['GET /health']),

  ...routes(NOBODY, ['POST /invocations'], { reason: 'the same as /v1 under another path, without --api-key' }),
  ...routes(NOBODY, ['GET /ping', 'POST /ping'], { reason: "SageMaker's name of /health" }),
  ...routes(NOBODY, ['POST /v1/chat/completions/batch', 'POST /generative_scoring'], {
    reason: 'many generations in one request, past the limits on one',
  }),
  ...routes(NOBODY, ['POST /v1/decisions', 'POST /v1/systemone'], {
    reason: 'experimental; not part of the API of the product',
  }),
  ...routes(NOBODY, ['GET /v1/responses/{response_id}', 'POST /v1/responses/{response_id}/cancel'], {
    reason: 'reads or ends the responses of any caller who knows the id',
  }),
  ...routes(NOBODY, ['POST /tokenize', 'POST /detokenize'], { reason: 'costs work without a limit of its own' }),
  ...routes(NOBODY, ['GET /load', 'GET /version', 'GET /kv_event_sources'], { reason: 'tells version, load or peers' }),
  ...routes(NOBODY, ['GET /openapi.json', 'GET /docs', 'GET /docs/oauth2-redirect', 'GET /redoc'], {
    reason: 'lists every route; --disable-fastapi-docs removes it',
  }),
  ...routes(NOBODY, ['GET /static'], { enabledBy: '--enable-offline-docs', reason: 'files of the documentation' }),
  ...routes(NOBODY, ['POST /scale_elastic_ep', 'POST /is_scaling_elastic_ep'], {
    reason: 'changes the number of workers',
  }),
  ...routes(NOBODY, ['POST /pooling', 'POST /score', 'POST /rerank'], {
    reason: 'hidden states, and older paths of the same without --api-key',
  }),
  ...routes(NOBODY, ['POST /fault_tolerance/apply', 'GET /fault_tolerance/status'], {
    enabledBy: '--enable-fault-tolerance',
  }),
  ...routes(NOBODY, ['GET /tokenizer_info'], { enabledBy: '--enable-tokenizer-info-endpoint' }),
  ...routes(NOBODY, ['POST /start_profile', 'POST /stop_profile'], { enabledBy: '--profiler-config' }),
  ...routes(NOBODY, ['POST /v1/load_lora_adapter', 'POST /v1/unload_lora_adapter'], {
    enabledBy: 'VLLM_ALLOW_RUNTIME_LORA_UPDATING=1',
    reason: 'loads weights from any path or hub',
  }),
  // Registered always; without the flag they answer 403.
  ...routes(
    NOBODY,
    [
      'POST /inference/v1/generate',
      'POST /inference/v1/abort_requests',
      'POST /v1/chat/completions/render',
      'POST /v1/chat/completions/derender',
      'POST /v1/completions/render',
      'POST /v1/completions/derender',
      'POST /v1/messages/render',
      'POST /v1/responses/render',
    ],
    { enabledBy: '--enable-scale-out', reason: 'trusts tokens and features that the caller made' },
  ),
  ...routes(NOBODY, ['POST /cohere/v2/chat/render'], { enabledBy: 'VLLM_ENABLE_COHERE_API=1' }),
  ...routes(
    NOBODY,
    [
      'POST /collective_rpc',
      'GET /server_info',
      'POST /reset_prefix_cache',
      'POST /reset_mm_cache',
      'POST /reset_encoder_cache',
      'POST /sleep',
      'POST /wake_up',
      'GET /is_sleeping',
      'POST /release_kv_cache_memory',
      'POST /pause',
      'POST /resume',
      'GET /is_paused',
      'POST /abort_requests',
      'POST /init_weight_transfer_engine',
      'POST /shutdown_weight_transfer_engine',
      'POST /start_weight_update',
      'POST /start_draft_weight_update',
      'POST /update_weights',
      'POST /finish_weight_update',
      'POST /update_weight_version',
      'GET /weight_info',
      'POST /weight_checker',
      'GET /get_world_size',
    ],
    { enabledBy: 'VLLM_SERVER_DEV_MODE=1', reason: 'administers the engine, reads or replaces its weights' },
  ),
  ...routes(NOBODY, ['GET /ready', 'GET /readyz'], { enabledBy: '--data-parallel-multi-port-external-lb' }),
];
