import { MANAGED_BY } from './labels';

const API_VERSION = 'admissionregistration.k8s.io/v1';

/** A ValidatingAdmissionPolicy that fails closed, and the binding by which it refuses what is in some namespaces. */
export function denyingPolicy(name: string, namespaceSelector: object, spec: object): [policy: any, binding: any] {
  const metadata = { name, labels: MANAGED_BY };
  return [
    { apiVersion: API_VERSION, kind: 'ValidatingAdmissionPolicy', metadata, spec: { failurePolicy: 'Fail', ...spec } },
    {
      ...{ apiVersion: API_VERSION, kind: 'ValidatingAdmissionPolicyBinding', metadata },
      spec: { policyName: name, validationActions: ['Deny'], matchResources: { namespaceSelector } },
    },
  ];
}
