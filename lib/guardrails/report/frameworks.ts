import { Frameworks } from '../rules/rule';

/** How frameworks are called. */
export const FRAMEWORK_TITLES: Readonly<Record<keyof Frameworks, string>> = {
  pss: 'Pod Security Standards',
  nsa: 'NSA/CISA (Kubescape)',
  cis: 'CIS Kubernetes',
  owaspK8s: 'OWASP Kubernetes 2025',
  owaspLlm: 'OWASP LLM 2025',
  atlas: 'MITRE ATLAS',
  seed: 'ACK best practices',
};
