import { stringify } from 'yaml';

/** A pod on which nothing is hardened. */
export const BARE_POD = `apiVersion: v1
kind: Pod
metadata:
  name: bare
spec:
  containers:
    - name: main
      image: nginx:1
      securityContext:
        privileged: true
`;

/** An object that no rule objects to. */
export const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: clean
  namespace: team
data: {}
`;

/** Deployments, each with a NetworkPolicy: two documents a service. */
export function* services(count: number): Generator<string> {
  for (let index = 0; index < count; index += 1) {
    const metadata = { name: `app-${index}`, namespace: `team-${index % 50}` };
    const selector = { matchLabels: { app: `app-${index}` } };
    const containers = [{ name: 'main', image: 'nginx:1', args: ['x'.repeat(1000)] }];
    const template = { metadata: { labels: selector.matchLabels }, spec: { containers } };
    yield stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector, template } });
    yield stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: { podSelector: selector },
    });
  }
}
