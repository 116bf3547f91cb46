import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: kubernetes.io, "Certificates and Certificate Signing Requests", signers of Kubernetes, and PodCertificateProjection. */
export const podCertificate: Rule = {
  id: 'SAI-IDN-047',
  name: 'pod-certificate-of-the-cluster',
  title: 'Certificate of a signer of the cluster projected into a pod',
  rationale: 'A certificate of the signers of Kubernetes is an identity at the API server or of a kubelet.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    pod.spec.?volumes.orValue([]).all(volume,
      dyn(volume).?projected.?sources.orValue(null) == null
      || volume.projected.sources.all(source,
        !dyn(source).?podCertificate.?signerName.orValue('').matches('^kubernetes[.]io/')
      )
    )
  `,
  message: 'a certificate of a signer of Kubernetes is projected into the pod',
  fix: 'name the signer of the mesh or of your own PKI',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K02', 'K03'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
