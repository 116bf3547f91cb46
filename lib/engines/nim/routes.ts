import { EngineRoute, RouteAccess } from '../engine-traffic';
import { ModelTask } from '../model-task';
import { routes } from '../routes';

const { CALLERS, SCRAPER, PROBES } = RouteAccess;

export const NIM_ROUTES: EngineRoute[] = [
  ...routes(CALLERS, ['POST /v1/chat/completions'], { tasks: [ModelTask.CHAT] }),
  ...routes(CALLERS, ['POST /v1/completions'], { tasks: [ModelTask.COMPLETION] }),
  ...routes(CALLERS, ['GET /v1/models']),
  ...routes(CALLERS, ['POST /v1/embeddings'], { tasks: [ModelTask.EMBEDDING] }),
  ...routes(SCRAPER, ['GET /v1/metrics']),
  ...routes(PROBES, ['GET /v1/health/live', 'GET /v1/health/ready']),
];
