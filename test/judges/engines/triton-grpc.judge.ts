import { execFileSync } from 'node:child_process';
import { wheelOf } from './wheels';
import { TRITON_GRPC_ROUTES } from '../../../lib/engines/triton/grpc-routes';

/** The client that carries the service definition; its release goes with that of the server. */
const CLIENT = ['tritonclient', '2.73.0'] as const;

test('each method of the gRPC service is classified, and none is stale', () => {
  const source = execFileSync('unzip', ['-p', wheelOf(...CLIENT), 'tritonclient/grpc/service_pb2_grpc.py'], {
    encoding: 'utf8',
  });
  const methods = [...new Set(source.match(/\/inference\.GRPCInferenceService\/\w+/g))].map((path) => `POST ${path}`);
  expect(methods.length).toBeGreaterThan(15);
  const classified = TRITON_GRPC_ROUTES.map(({ method, path }) => `${method} ${path}`);
  // the server registers gRPC's own health service beside it
  expect([...methods, 'POST /grpc.health.v1.Health/Check'].sort()).toEqual([...classified].sort());
}, 600_000);
