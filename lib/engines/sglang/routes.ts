import { EngineRoute, RouteAccess } from '../engine-traffic';
import { ModelTask } from '../model-task';
import { routes } from '../routes';

const { CALLERS, SCRAPER, PROBES, NOBODY } = RouteAccess;

const both = (...paths: string[]) => paths.flatMap((path) => [`GET ${path}`, `POST ${path}`]);

/** Every route of SGLang 0.5.23. Without keys the administrative ones are open; the mesh is what closes them. */
export const SGLANG_ROUTES: EngineRoute[] = [
  ...routes(CALLERS, ['GET /v1/models', 'GET /v1/models/{model:path}']),
  ...routes(CALLERS, ['POST /v1/chat/completions'], { tasks: [ModelTask.CHAT] }),
  ...routes(CALLERS, ['POST /v1/completions'], { tasks: [ModelTask.COMPLETION] }),
  ...routes(CALLERS, ['POST /v1/responses', 'POST /v1/messages', 'POST /v1/messages/count_tokens'], {
    tasks: [ModelTask.CHAT],
  }),
  ...routes(CALLERS, ['POST /v1/embeddings'], { tasks: [ModelTask.EMBEDDING] }),
  ...routes(CALLERS, ['POST /v1/classify'], { tasks: [ModelTask.CLASSIFICATION] }),
  ...routes(CALLERS, ['POST /v1/rerank'], { tasks: [ModelTask.RERANK] }),
  ...routes(CALLERS, ['POST /v1/score'], { tasks: [ModelTask.SCORE] }),
  ...routes(CALLERS, ['POST /v1/audio/transcriptions', 'GET /v1/realtime'], { tasks: [ModelTask.TRANSCRIPTION] }),
  ...routes(SCRAPER, ['GET /metrics']),
  ...routes(PROBES, ['GET /health', 'GET /ready']),

  ...routes(NOBODY, ['GET /health_generate'], { reason: 'another name of /health' }),
  ...routes(NOBODY, ['POST /generate', 'PUT /generate', 'POST /invocations', 'POST /vertex_generate'], {
    reason: 'generates under another path than those that callers use',
  }),
  ...routes(NOBODY, ['POST /api/chat', 'POST /api/generate', 'GET /api/tags', 'POST /api/show', 'GET /', 'HEAD /'], {
    reason: 'the API of Ollama: the same under other paths',
  }),
  ...routes(NOBODY, ['POST /encode', 'PUT /encode', 'POST /classify', 'PUT /classify', 'PUT /v1/rerank'], {
    reason: 'older paths of the same',
  }),
  ...routes(NOBODY, ['POST /v1/decisions', 'POST /v1/systemone'], {
    reason: 'experimental; not part of the API of the product',
  }),
  ...routes(NOBODY, ['GET /v1/responses/{response_id}', 'POST /v1/responses/{response_id}/cancel'], {
    reason: 'reads or ends the responses of any caller who knows the id',
  }),
  ...routes(NOBODY, ['POST /tokenize', 'POST /detokenize', 'POST /v1/tokenize', 'POST /v1/detokenize'], {
    reason: 'costs work without a limit of its own',
  }),
  ...routes(NOBODY, ['POST /parse_function_call', 'POST /separate_reasoning'], {
    reason: 'parses text that the caller made',
  }),
  ...routes(NOBODY, ['GET /openapi.json', 'GET /docs', 'GET /docs/oauth2-redirect', 'GET /redoc'], {
    reason: 'lists every route; DISABLE_OPENAPI_DOC removes it',
  }),
  ...routes(
    NOBODY,
    [
      'GET /get_model_info',
      'GET /model_info',
      'GET /get_server_info',
      'GET /server_info',
      'GET /ping',
      'GET /v1/loads',
    ],
    { reason: 'tells version, load, paths or every setting' },
  ),
  ...routes(NOBODY, both('/open_session', '/close_session'), { reason: 'sessions belong to whoever knows the id' }),
  ...routes(
    NOBODY,
    [
      'POST /update_weights_from_disk',
      'POST /update_weights_from_distributed',
      'POST /update_weights_from_ipc',
      'POST /update_weights_from_tensor',
      'POST /update_weight_version',
      'POST /begin_weight_update',
      'POST /end_weight_update',
      'POST /init_weights_update_group',
      'POST /destroy_weights_update_group',
      'POST /init_weights_send_group_for_remote_instance',
      'POST /send_weights_to_remote_instance',
      'GET /get_remote_instance_transfer_engine_info',
      'GET /remote_instance_transfer_engine_info',
      ...both('/get_weights_by_name', '/weights_checker'),
    ],
    { reason: 'reads, sends or replaces the weights' },
  ),
  ...routes(NOBODY, ['POST /load_lora_adapter', 'POST /load_lora_adapter_from_tensors', 'POST /unload_lora_adapter'], {
    reason: 'loads weights from any path, or from the request',
  }),
  ...routes(
    NOBODY,
    [
      'POST /set_internal_state',
      'PUT /set_internal_state',
      'POST /abort_request',
      'POST /pause_generation',
      'POST /continue_generation',
      'POST /pd_role_switch',
      'POST /scale_elastic_ep',
      'GET /is_scaling_elastic_ep',
      'POST /add_external_corpus',
      'POST /remove_external_corpus',
      'GET /list_external_corpora',
      'GET /get_hicache_l3_cache_layout',
      'GET /hicache/storage-backend',
      'PUT /hicache/storage-backend',
      'DELETE /hicache/storage-backend',
      'POST /hicache/storage-backend/clear',
      ...both('/flush_cache', '/freeze_gc', '/slow_down', '/configure_logging', '/set_trace_level'),
      ...both('/release_memory_occupation', '/resume_memory_occupation', '/start_profile', '/stop_profile'),
      ...both(
        '/start_expert_distribution_record',
        '/stop_expert_distribution_record',
        '/dump_expert_distribution_record',
      ),
    ],
    { reason: 'administers the engine' },
  ),
  ...routes(NOBODY, ['POST /dumper/{method}'], {
    enabledBy: 'DUMPER_SERVER_PORT=reuse',
    reason: 'writes tensors to disk',
  }),
];
