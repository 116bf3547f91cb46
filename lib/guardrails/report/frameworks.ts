import { Frameworks } from '../rules/rule';

/** How frameworks are called. */
export const FRAMEWORK_TITLES: Readonly<Record<keyof Frameworks, string>> = {
  pss: 'Pod Security Standards',
  nsa: 'NSA/CISA (Kubescape)',
  cis: 'CIS Kubernetes',
  owaspK8s: 'OWASP Kubernetes 2025',
  owaspLlm: 'OWASP LLM 2025',
  atlas: 'MITRE ATLAS',
  mlps: 'MLPS 2.0 level 3 (GB/T 22239-2019), relevant to',
  seed: 'ACK best practices',
};
