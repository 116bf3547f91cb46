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

/** An object that no rule objects to, of 8 kB. */
export function largeConfigMap(name: string): string {
  const data = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`key-${index}`, 'settings '.repeat(10)]));
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'team' }, data })}\n`;
}
