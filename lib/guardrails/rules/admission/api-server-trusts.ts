import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: kubernetes.io, "Certificate Signing Requests", signers of Kubernetes. */
export const apiServerTrusts: Rule = {
  id: 'SAI-ADM-022',
  name: 'api-server-trusts-others',
  title: 'API server that trusts a server without a check',
  rationale:
    'Whoever answers for the API group, converts its objects or holds the certificate decides what the cluster takes for true.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [
      { group: 'apiregistration.k8s.io', kinds: ['APIService'] },
      { group: 'certificates.k8s.io', kinds: ['CertificateSigningRequest'] },
    ],
  },
  cel: `
    !dyn(object).?spec.?insecureSkipTLSVerify.orValue(false)
    && !(dyn(object).?spec.?signerName.orValue('') in ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/legacy-unknown'])
  `,
  message: 'an API server is not verified, or a certificate of a client of the API server is asked for',
  fix: 'set caBundle in the APIService; give workloads service accounts instead of certificates',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
