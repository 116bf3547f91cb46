import { SecureGpuInferenceService, TrustLevel } from '../../../lib';
import { EngineKey } from '../../../lib/engines';
import { propsOf } from '../../inference/engines/combinations';
import { manifest, newService } from '../../inference/fixtures';

/** A service of an engine with nothing special. */
export function serviceOf(engine: EngineKey): SecureGpuInferenceService {
  const props = propsOf({
    engine,
    gpu: 'exclusive',
    source: 'pvc',
    isolation: 'standard',
    mesh: 'istio',
    workload: 'deployment',
    scaling: 'fixed',
    kubernetesVersion: 'V1_36',
    trust: TrustLevel.TRUSTED,
  });
  return newService(props);
}

/** The container that a construct emits for an engine. */
export function containerOf(engine: EngineKey): Record<string, unknown> {
  return manifest(serviceOf(engine), 'Deployment').spec.template.spec.containers[0];
}
