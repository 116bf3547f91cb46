import { POD_IDENTITY_DOORS } from '../../../effective/doors/pod-identity';
import { POD_NETWORK_DOORS } from '../../../effective/doors/pod-network';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Doors have rules of their own; the rest sizes instances or is written by controllers. */
const HARMLESS = [
  ...['eci-use-specs', 'eci-instance-type', 'eci-image-cache', 'eci-extra-ephemeral-storage', 'pod-ips', 'pod-ip'],
  ...['eci-spot-strategy', 'eci-spot-price-limit', 'eci-spot-duration', 'eci-schedule-strategy', 'eci-fail-strategy'],
  ...['eci-resource-group-id', 'eci-ignore-containers-exited', 'eci-instance-id', 'eci-instance-family'],
  ...['eci-cpu-option-core', 'eci-cpu-option-ht', 'eci-instance-cpu', 'eci-instance-mem', 'eci-instance-zone'],
  ...['eci-request-id', 'eci-schedule-result', 'eci-created-by-template', 'eci-auto-imc', 'eci-data-cache-enable'],
  ...['ingress-bandwidth', 'egress-bandwidth', 'trunk-on', 'numa', 'allocated-type'],
];
const KNOWN = [...POD_NETWORK_DOORS, ...POD_IDENTITY_DOORS]
  .map(({ key }) => key)
  .concat(HARMLESS.map((name) => `k8s.aliyun.com/${name}`))
  .map((key) => `'${key}'`)
  .join(', ');

export const unknownPodAnnotation: Rule = {
  id: 'SAI-NET-022',
  name: 'unknown-cloud-annotation',
  title: 'Annotation of ECI, ACS or Terway that is not known',
  rationale: 'An annotation that is not known may open what a hardened namespace keeps shut.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.?metadata.?annotations.orValue({}).all(key,
      !key.matches(r'^(k8s\\.aliyun\\.com|(network|registry|ops)\\.alibabacloud\\.com)/') || key in [${KNOWN}]
    )
  `,
  message: 'an annotation of ECI, ACS or Terway is not known here, so that what it opens was not judged',
  fix: 'review the annotation by hand and accept the risk with the reason',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K05'], seed: ['Phase 2: Enable sandboxed containers and network isolation'] },
};
