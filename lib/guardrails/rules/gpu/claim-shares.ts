import { Rule } from '../rule';
import { Severity } from '../severity';

/** The API server stores lists without items as null. Parameters are those of the driver, which nothing else types. */
const OWN = (spec: string, requests: string) => `
    [dyn(${spec}.?config.orValue([]))].all(configs, configs == null || configs.all(each,
      !dyn(each).?opaque.?parameters.?sharing.hasValue()
      && dyn(each).?opaque.?parameters.?kind.orValue('') != 'VfioDeviceConfig'
    ))
    && [dyn(${requests})].all(requests, requests == null || requests.all(request,
      request.?allocationMode.orValue('ExactCount') == 'ExactCount'
      && request.?exactly.?allocationMode.orValue('ExactCount') == 'ExactCount'
      && request.?firstAvailable.orValue([]).all(each, each.?allocationMode.orValue('ExactCount') == 'ExactCount')
      && (request.?tolerations.orValue([]) + request.?exactly.?tolerations.orValue([])).all(each, each.?key.orValue('') != '')
    ))`;

/** Source: kubernetes.io, "Dynamic Resource Allocation"; NVIDIA/k8s-dra-driver-gpu, api/nvidia.com/resource/v1beta1. */
export const claimShares: Rule = {
  id: 'SAI-GPU-013',
  name: 'device-shared-by-claim',
  title: 'Devices shared, or all of them taken, by a claim',
  rationale:
    'Time slicing and MPS share memory and kernels between pods, and a claim for all devices, or for tainted ones, takes those of others.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [{ group: 'resource.k8s.io', kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate'] }],
  },
  cel: `
    object.kind == 'DeviceClass' ? (
      ${OWN('dyn(object).?spec', '[]')}
      && dyn(object).?spec.?selectors.orValue([]).all(each, each.?cel.?expression.orValue('') != 'true')
    )
    : object.kind == 'ResourceClaimTemplate' ? (${OWN('dyn(object).?spec.?spec.?devices', 'dyn(object).?spec.?spec.?devices.?requests.orValue([])')})
    : (${OWN('dyn(object).?spec.?devices', 'dyn(object).?spec.?devices.?requests.orValue([])')})
  `,
  message:
    'devices are shared by time or MPS or handed to virtual machines, or a claim takes all of them, of any driver, or those that are tainted',
  fix: 'leave sharing to MIG, request an exact count of devices, and name the taints that are tolerated',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM02'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
