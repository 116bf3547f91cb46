/** Namespaces of Kubernetes, ACK and its components, which need what a hardened namespace closes. */
const OF_THE_SYSTEM = /^(default|kube-.*|istio-system|arms-prom|gatekeeper-system)$/;

/** Whether a namespace is not for workloads of users. */
export function isSystemNamespace(name: string): boolean {
  return OF_THE_SYSTEM.test(name);
}
