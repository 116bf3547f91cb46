/** Namespaces of the platform itself: what checks pods there may keep the cluster from starting. */
export const PLATFORM_NAMESPACES = String.raw`^(kube-.*|.*-system|gatekeeper.*|kyverno.*|cert-manager|ack-.*|arms-prom|cosign.*)$`;
