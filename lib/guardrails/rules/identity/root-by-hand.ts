import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: istio/istio, pilot/pkg/bootstrap/namespacecontroller; kubernetes.io, "kube-root-ca.crt". */
export const rootByHand: Rule = {
  id: 'SAI-IDN-048',
  name: 'root-certificate-by-hand',
  title: 'Root certificate of the mesh or the cluster written by hand',
  rationale: 'Proxies and clients believe whoever has a certificate of this root.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['ConfigMap'] }] },
  cel: `!object.?metadata.?name.orValue('').matches('^(istio-ca-root-cert|istio-ca-crl|kube-root-ca[.]crt)$')`,
  message: 'the ConfigMap of root certificates, which a controller keeps in each namespace, is written by hand',
  fix: 'leave it out: the control plane of the mesh and of the cluster write it',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
