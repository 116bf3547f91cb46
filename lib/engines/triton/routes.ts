import { EngineRoute, RouteAccess } from '../engine-traffic';
import { GENERATION, ModelTask } from '../model-task';
import { routes } from '../routes';

const { CALLERS, SCRAPER, PROBES, NOBODY } = RouteAccess;

const MODEL = '/v2/models/${modelName}';
const VERSION = `${MODEL}/versions/{version}`;
const ANY_MODEL = '/v2/models/{model}';

const onModel = (prefix: string, method: string, ...ends: string[]) => ends.map((end) => `${method} ${prefix}${end}`);

/**
 * Every HTTP route of Triton 26.09. The server tells them apart by patterns, so that one pattern is several lines here.
 * Callers reach the served model only, in any version that is loaded.
 */
export const TRITON_HTTP_ROUTES: EngineRoute[] = [
  ...[MODEL, VERSION].flatMap((prefix) => [
    ...routes(CALLERS, onModel(prefix, 'POST', '/infer'), { tasks: Object.values(ModelTask) }),
    ...routes(CALLERS, onModel(prefix, 'POST', '/generate', '/generate_stream'), { tasks: [...GENERATION] }),
  ]),
  ...routes(CALLERS, [...onModel(MODEL, 'GET', '', '/ready'), ...onModel(VERSION, 'GET', '', '/ready')]),
  ...routes(SCRAPER, ['GET /metrics']),
  ...routes(PROBES, ['GET /v2/health/live', 'GET /v2/health/ready']),

  ...routes(NOBODY, ['GET /v2'], { reason: 'tells version and extensions' }),
  ...routes(
    NOBODY,
    [...onModel(ANY_MODEL, 'GET', '/config'), ...onModel(`${ANY_MODEL}/versions/{version}`, 'GET', '/config')],
    {
      reason: 'tells paths, instances and GPUs of a model',
    },
  ),
  ...routes(
    NOBODY,
    [
      'GET /v2/models/stats',
      ...onModel(ANY_MODEL, 'GET', '/stats'),
      ...onModel(`${ANY_MODEL}/versions/{version}`, 'GET', '/stats'),
    ],
    { reason: 'tells what other callers do; the scraper has /metrics' },
  ),
  ...routes(
    NOBODY,
    [
      'POST /v2/repository/index',
      'POST /v2/repository/{repository}/index',
      'POST /v2/repository/models/{model}/load',
      'POST /v2/repository/models/{model}/unload',
      'POST /v2/repository/{repository}/models/{model}/load',
      'POST /v2/repository/{repository}/models/{model}/unload',
    ],
    { reason: 'loads and removes models; a model can bring code' },
  ),
  ...routes(
    NOBODY,
    ['systemsharedmemory', 'cudasharedmemory'].flatMap((kind) => [
      `GET /v2/${kind}/status`,
      `POST /v2/${kind}/unregister`,
      `GET /v2/${kind}/region/{region}/status`,
      `POST /v2/${kind}/region/{region}/register`,
      `POST /v2/${kind}/region/{region}/unregister`,
    ]),
    { reason: 'reads and writes memory of other processes (CVE-2025-23319, CVE-2025-23320, CVE-2025-23334)' },
  ),
  ...routes(
    NOBODY,
    ['/v2/trace/setting', `${ANY_MODEL}/trace/setting`, '/v2/logging'].flatMap((path) => [
      `GET ${path}`,
      `POST ${path}`,
    ]),
    { reason: 'writes requests to files or the log' },
  ),
];
