import * as fc from 'fast-check';
import { COMBINATION, isShared, propsOf, solved } from './combinations';
import { GATEWAY, PROMETHEUS } from './support';
import { SecureGpuInferenceService, SecureGpuInferenceServiceProps } from '../../../lib';
import { RouteAccess } from '../../../lib/engines';
import { fuzzing } from '../../support/fuzzing';
import { manifest, newService } from '../fixtures';

function expectSound(service: SecureGpuInferenceService, { engine, gpu }: SecureGpuInferenceServiceProps): void {
  service.connections.allowFrom(GATEWAY);
  service.connections.allowScrapeFrom(PROMETHEUS);
  const errors = service.node.validate();
  expect(errors.filter((error) => !(isShared(gpu) && error.includes('SAI-GPU-004')))).toEqual([]);

  const objects = service.node.findAll().flatMap((construct: any) => (construct.toJson ? [construct.toJson()] : []));
  expect(JSON.stringify(objects)).not.toMatch(/\$\{|undefined|NaN/);
  const authorized = JSON.stringify(manifest(service, 'AuthorizationPolicy').spec.rules);
  for (const { path, access } of engine.profile.routes) {
    if (access === RouteAccess.NOBODY && path.length > 3) {
      expect(authorized).not.toContain(`"${path}"`);
    }
  }
}

describe('engine, GPU, model source, isolation, mesh, workload, scaling and version', () => {
  const counts = { allowed: 0, refused: 0 };

  beforeAll(() => jest.spyOn(process, 'emitWarning').mockImplementation());
  afterAll(() => jest.restoreAllMocks());

  test('what the solver allows is synthesized and passes the rules', () => {
    fc.assert(
      fc.property(COMBINATION, (names) => {
        const props = propsOf(names);
        const service = solved(() => newService(props));
        counts[service ? 'allowed' : 'refused']++;
        if (service) {
          expectSound(service, props);
        }
      }),
      fuzzing(60),
    );
  });

  test('both outcomes were met', () => {
    expect(counts.allowed).toBeGreaterThan(10);
    expect(counts.refused).toBeGreaterThan(5);
  });
});
