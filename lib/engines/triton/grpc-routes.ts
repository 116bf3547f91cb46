import { EngineRoute, RouteAccess } from '../engine-traffic';
import { RouteFacts, routes } from '../routes';

const { CALLERS, NOBODY } = RouteAccess;

const GRPC: RouteFacts = { port: 'grpc', enabledBy: '--allow-grpc=true' };

const methods = (...names: string[]) => names.map((name) => `POST /inference.GRPCInferenceService/${name}`);

/**
 * Every method of Triton's gRPC service. A path does not name the model; the server holds one.
 *
 * Source: wheel of tritonclient 2.73.0, tritonclient/grpc/service_pb2_grpc.py
 */
export const TRITON_GRPC_ROUTES: EngineRoute[] = [
  ...routes(CALLERS, methods('ModelInfer', 'ModelReady', 'ModelMetadata', 'ServerLive', 'ServerReady'), GRPC),
  ...routes(CALLERS, ['POST /grpc.health.v1.Health/Check'], GRPC),

  ...routes(NOBODY, methods('ModelStreamInfer'), {
    ...GRPC,
    reason:
      'one call holds any number of requests, past the limits on one; the filter that bounds sizes waits for its end',
  }),
  ...routes(NOBODY, methods('ServerMetadata', 'ModelConfig', 'ModelStatistics'), {
    ...GRPC,
    reason: 'tells version, paths, GPUs, or what other callers do',
  }),
  ...routes(NOBODY, methods('RepositoryIndex', 'RepositoryModelLoad', 'RepositoryModelUnload'), {
    ...GRPC,
    reason: 'loads and removes models; a model can bring code',
  }),
  ...routes(
    NOBODY,
    methods(
      ...['System', 'Cuda'].flatMap((kind) =>
        ['Status', 'Register', 'Unregister'].map((act) => `${kind}SharedMemory${act}`),
      ),
    ),
    { ...GRPC, reason: 'reads and writes memory of other processes (CVE-2025-23319, CVE-2025-23320, CVE-2025-23334)' },
  ),
  ...routes(NOBODY, methods('TraceSetting', 'LogSettings'), { ...GRPC, reason: 'writes requests to files or the log' }),
];
