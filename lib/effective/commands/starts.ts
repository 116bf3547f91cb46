import { ConfigMaps } from './config-maps';
import { Started, startedBy } from './started';
import { Manifest } from '../../objects/manifest';
import { Fields, fieldsIn } from '../../objects/unknown-fields';
import { wantsAccelerator } from '../../objects/wants-accelerator';
import { EffectivePod } from '../pods';

/** A container and what it starts. */
export interface Start {
  readonly pod: EffectivePod;
  readonly container: Fields;
  readonly started: Started;
  /** Whether it has an accelerator, which only servers and training do. */
  readonly hasAccelerator: boolean;
}

/** What the containers of all pods start. */
export function startsOf(objects: readonly Manifest[], pods: readonly EffectivePod[]): Start[] {
  const configMaps = new ConfigMaps(objects);
  return pods.flatMap((pod) => {
    const { spec, metadata } = pod.running;
    if (spec.containers === undefined) {
      throw new Error(`${pod.path}: a container is not an object`);
    }
    return spec.containers.map(fieldsIn).map((container) => ({
      pod,
      container,
      started: startedBy(container, spec.volumes, pod.namespace, configMaps),
      hasAccelerator: wantsAccelerator({ metadata, spec: { ...spec, containers: [container] } }),
    }));
  });
}
