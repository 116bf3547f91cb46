import {
  ACCELERATOR_DEVICE,
  ACCELERATOR_RESOURCE,
  ACCELERATOR_RUNTIME,
  CDI_ANNOTATION,
  DEVICES_BY_MOUNT,
} from './accelerators';
import { RunningPod } from './running-pods';
import { Fields, fieldsIn, listIn } from './unknown-fields';

const [RESOURCE, DEVICE, RUNTIME] = [ACCELERATOR_RESOURCE, ACCELERATOR_DEVICE, ACCELERATOR_RUNTIME].map((text) =>
  RegExp(text),
);

/** Whether a pod has an accelerator: for models what `POD_WANTS_GPU` is for CEL; one test holds both. */
export function wantsAccelerator({ metadata, spec }: RunningPod): boolean {
  const devices = new Set(
    listIn(spec.volumes)
      .map(fieldsIn)
      .filter(({ hostPath }) => DEVICE.test(String(fieldsIn(hostPath).path ?? '')))
      .map(({ name }) => name),
  );
  return (
    RUNTIME.test(String(spec.runtimeClassName ?? '')) ||
    listIn(spec.resourceClaims).length > 0 ||
    Object.keys(fieldsIn(metadata.annotations)).some((key) => key.startsWith(CDI_ANNOTATION)) ||
    listIn(spec.containers).some((container) => asks(fieldsIn(container), devices))
  );
}

function asks({ resources, volumeMounts, env }: Fields, devices: ReadonlySet<unknown>): boolean {
  const { limits, requests, claims } = fieldsIn(resources);
  const names = Object.keys({ ...fieldsIn(limits), ...fieldsIn(requests) });
  return (
    names.some((name) => name.includes('/') && RESOURCE.test(name)) ||
    listIn(claims).length > 0 ||
    listIn(volumeMounts)
      .map(fieldsIn)
      .some(({ name, mountPath }) => devices.has(name) || String(mountPath).startsWith(DEVICES_BY_MOUNT)) ||
    listIn(env).map(fieldsIn).some(isVisible)
  );
}

function isVisible({ name, value, valueFrom }: Fields): boolean {
  const isNone = valueFrom === undefined && ['', 'void', 'none'].includes(String(value ?? ''));
  return name === 'NVIDIA_VISIBLE_DEVICES' && !isNone;
}
