/** CEL: whether a container, or a pod, has an accelerator. */
import { amountsOf, SERVING_CONTAINERS } from './fragments';
import {
  ACCELERATOR_DEVICE,
  ACCELERATOR_RESOURCE,
  ACCELERATOR_RUNTIME,
  CDI_ANNOTATION,
  DEVICES_BY_MOUNT,
} from '../../objects/accelerators';

/** Whether the name of a resource, or of its quota, is that of an accelerator. */
export const isAcceleratorName = (name: string) =>
  `(${name}.contains('/') && ${name}.matches(r'${ACCELERATOR_RESOURCE}'))`;

const POD = 'dyn(pod).?spec';
const MOUNTS = 'asking.?volumeMounts.orValue([])';

/** Whether a container, `asking`, says itself that it has an accelerator. */
const ASKS = `(${[
  `[${amountsOf('asking', 'limits')}, ${amountsOf('asking', 'requests')}].exists(amounts, amounts.exists(name, ${isAcceleratorName('name')}))`,
  'asking.?resources.?claims.orValue([]).size() > 0',
  `${POD}.?volumes.orValue([]).exists(volume, volume.?hostPath.?path.orValue('').matches(r'${ACCELERATOR_DEVICE}') && ${MOUNTS}.exists(mount, mount.name == volume.name))`,
  `${MOUNTS}.exists(mount, mount.mountPath.startsWith('${DEVICES_BY_MOUNT}'))`,
  "asking.?env.orValue([]).exists(variable, variable.name == 'NVIDIA_VISIBLE_DEVICES' && (has(variable.valueFrom) || !(variable.?value.orValue('') in ['', 'void', 'none'])))",
].join(' || ')})`;

/** Whether a pod says so for all of its containers. */
const GIVEN_TO_ALL = `(${[
  `${POD}.?runtimeClassName.orValue('').matches(r'${ACCELERATOR_RUNTIME}')`,
  `${POD}.?resourceClaims.orValue([]).size() > 0`,
  `dyn(pod).?metadata.?annotations.orValue({}).exists(key, key.startsWith('${CDI_ANNOTATION}'))`,
].join(' || ')})`;

/**
 * Whether a container has an accelerator: it asks for one, or its pod does for all, and none of them asks. The texts are
 * long, so that each is there once.
 */
export const WANTS_GPU =
  `[([dyn(container)] + (${GIVEN_TO_ALL} ? ${SERVING_CONTAINERS} : [])).map(asking, ${ASKS})]` +
  '.exists(answers, answers[0] || (answers.size() > 1 && !answers.exists(answer, answer)))';

/** Whether a pod has an accelerator. */
export const POD_WANTS_GPU = `(${GIVEN_TO_ALL} || ${SERVING_CONTAINERS}.exists(asking, ${ASKS}))`;
