import { EngineRoute, RouteAccess } from '../engine-traffic';
import { ModelTask } from '../model-task';
import { routes } from '../routes';

const { CALLERS, SCRAPER, PROBES, NOBODY } = RouteAccess;

const OTHER_PATH = 'the same as a route of callers under another path';

/** Every route of llama-server 0.5.0. `--api-key` guards all of them but /health. */
export const LLAMA_CPP_ROUTES: EngineRoute[] = [
  ...routes(CALLERS, ['GET /v1/models']),
  ...routes(CALLERS, ['POST /v1/chat/completions'], { tasks: [ModelTask.CHAT] }),
  ...routes(CALLERS, ['POST /v1/completions'], { tasks: [ModelTask.COMPLETION] }),
  ...routes(CALLERS, ['POST /v1/responses', 'POST /v1/messages', 'POST /v1/messages/count_tokens'], {
    tasks: [ModelTask.CHAT],
  }),
  // Registered always; they answer 501 without the flag.
  ...routes(CALLERS, ['POST /v1/embeddings'], { enabledBy: '--embeddings', tasks: [ModelTask.EMBEDDING] }),
  ...routes(CALLERS, ['POST /v1/rerank'], { enabledBy: '--rerank', tasks: [ModelTask.RERANK] }),
  ...routes(CALLERS, ['POST /v1/audio/transcriptions'], {
    enabledBy: '--mmproj',
    tasks: [ModelTask.TRANSCRIPTION],
  }),
  ...routes(SCRAPER, ['GET /metrics']),
  ...routes(PROBES, ['GET /health']),

  ...routes(NOBODY, ['GET /v1/health'], { reason: 'another path of /health' }),
  ...routes(
    NOBODY,
    [
      'GET /models',
      'POST /completion',
      'POST /completions',
      'POST /chat/completions',
      'POST /responses',
      'POST /audio/transcriptions',
      'POST /embedding',
      'POST /embeddings',
      'POST /rerank',
      'POST /reranking',
      'POST /v1/reranking',
    ],
    { reason: OTHER_PATH },
  ),
  ...routes(NOBODY, ['POST /infill'], { reason: 'not part of the API of the product' }),
  ...routes(NOBODY, ['POST /v1/chat/completions/control'], {
    reason: 'changes the running request of any caller whose id is known',
  }),
  ...routes(NOBODY, ['GET /v1/stream', 'DELETE /v1/stream', 'POST /v1/streams/lookup'], {
    reason: 'reads, ends or finds the answers of any caller',
  }),
  ...routes(
    NOBODY,
    [
      'POST /tokenize',
      'POST /detokenize',
      'POST /apply-template',
      'POST /chat/completions/input_tokens',
      'POST /v1/chat/completions/input_tokens',
      'POST /responses/input_tokens',
      'POST /v1/responses/input_tokens',
    ],
    { reason: 'costs work without a limit of its own' },
  ),
  ...routes(NOBODY, ['GET /props'], { reason: 'tells the path of the model, its template and the settings' }),
  ...routes(NOBODY, ['POST /props'], { enabledBy: '--props', reason: 'changes settings of all callers' }),
  ...routes(NOBODY, ['GET /slots'], { enabledBy: '--slots', reason: 'shows the prompts of all callers' }),
  ...routes(NOBODY, ['POST /slots/{id_slot}'], {
    enabledBy: '--slot-save-path',
    reason: 'writes prompts to disk, reads and erases them',
  }),
  ...routes(NOBODY, ['GET /lora-adapters', 'POST /lora-adapters'], { reason: 'changes the model for all callers' }),
  ...routes(NOBODY, ['GET /tools', 'POST /tools'], { enabledBy: '--tools', reason: 'runs commands, reads files' }),
  ...routes(NOBODY, ['GET /cors-proxy', 'POST /cors-proxy'], {
    enabledBy: '--ui-mcp-proxy',
    reason: 'sends requests to any host',
  }),
  ...routes(NOBODY, ['POST /models', 'POST /models/load', 'POST /models/unload', 'GET /models/sse', 'DELETE /models'], {
    enabledBy: '--models-dir',
    reason: 'loads, downloads or deletes models',
  }),
  ...routes(NOBODY, ['GET /', 'GET /index.html', 'GET /sw.js'], { enabledBy: '--ui', reason: 'the web page' }),
];
