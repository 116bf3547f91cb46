import { TrustLevel } from '../../../lib';
import { EngineKey } from '../../../lib/engines';
import { propsOf } from '../../inference/engines/combinations';
import { manifest, newService } from '../../inference/fixtures';

/** The container that a construct emits for an engine. */
export function containerOf(engine: EngineKey): Record<string, unknown> {
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
  const service = newService(props);
  return manifest(service, 'Deployment').spec.template.spec.containers[0];
}
