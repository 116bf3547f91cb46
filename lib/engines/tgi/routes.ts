import { EngineRoute, RouteAccess } from '../engine-traffic';
import { ModelTask } from '../model-task';
import { routes } from '../routes';

const { CALLERS, SCRAPER, PROBES, NOBODY } = RouteAccess;

export const TGI_ROUTES: EngineRoute[] = [
  ...routes(CALLERS, ['POST /v1/chat/completions'], { tasks: [ModelTask.CHAT] }),
  ...routes(CALLERS, ['POST /v1/completions'], { tasks: [ModelTask.COMPLETION] }),
  ...routes(CALLERS, ['GET /v1/models']),
  ...routes(CALLERS, ['POST /generate', 'POST /generate_stream'], { tasks: [ModelTask.COMPLETION] }),
  ...routes(SCRAPER, ['GET /metrics']),
  ...routes(PROBES, ['GET /health']),
  ...routes(NOBODY, ['POST /', 'POST /invocations', 'POST /vertex'], { reason: 'the same under other paths' }),
  ...routes(NOBODY, ['GET /', 'GET /ping'], { reason: 'other names of /health' }),
  ...routes(NOBODY, ['POST /tokenize', 'POST /chat_tokenize'], { reason: 'costs work without a limit of its own' }),
  ...routes(NOBODY, ['GET /info'], { reason: 'tells version, model and every limit' }),
  ...routes(NOBODY, ['GET /docs', 'GET /api-doc/openapi.json'], { reason: 'lists every route' }),
  ...routes(
    NOBODY,
    [
      'GET /v2',
      'GET /v2/health/live',
      'GET /v2/health/ready',
      'GET /v2/models/{model}/versions/{version}',
      'GET /v2/models/{model}/versions/{version}/ready',
      'POST /v2/models/{model}/versions/{version}/infer',
    ],
    { enabledBy: 'a build with the feature kserve', reason: 'the same under other paths' },
  ),
];
