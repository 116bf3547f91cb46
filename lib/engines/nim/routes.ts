import { EngineRoute, RouteAccess } from '../engine-traffic';
import { routes } from '../routes';

const { CALLERS, SCRAPER, PROBES } = RouteAccess;

export const NIM_ROUTES: EngineRoute[] = [
  ...routes(CALLERS, ['POST /v1/chat/completions', 'POST /v1/completions', 'GET /v1/models']),
  ...routes(CALLERS, ['POST /v1/embeddings'], { task: 'pooling' }),
  ...routes(SCRAPER, ['GET /v1/metrics']),
  ...routes(PROBES, ['GET /v1/health/live', 'GET /v1/health/ready']),
];
