import { DNS_IMAGE, PAUSE } from './images';
import { NodeProps } from './node';

/** Driver of claims that manifests name and the platform team makes. */
export const OTHER_DRIVER = 'volumes.judge.invalid';
const DRIVERS = ['ossplugin.csi.alibabacloud.com', 'nasplugin.csi.alibabacloud.com', OTHER_DRIVER];
const SECRETS_DRIVER = 'secrets-store.csi.k8s.io';

/** Labels that ACK gives to a node with exclusive GPUs; what pods select beside them is added. */
const ACK_LABELS = {
  'aliyun.accelerator/nvidia_count': '8',
  'aliyun.accelerator/nvidia_name': 'NVIDIA-L20',
  'topology.kubernetes.io/zone': 'judge',
};

/** Resources of devices: the plug-in of the judge counts them as those of NVIDIA and ACK do. */
const DEVICES = {
  'nvidia.com/gpu': 64,
  'nvidia.com/pgpu': 8,
  'nvidia.com/mig-1g.10gb': 8,
  'aliyun.com/gpu-mem': 96,
  'aliyun.com/gpu-core.percentage': 400,
};

export const podOf = ({ spec }: any): any => spec?.template?.spec;

export const containersOf = (pod: any): any[] => [...(pod.initContainers ?? []), ...pod.containers];

/** What a node needs for the pods of some objects, so that these stay as they are. */
export function nodeFor(objects: readonly any[]): NodeProps {
  const pods = objects.map(podOf).filter((pod) => pod?.containers);
  const volumes = pods.flatMap(({ volumes: all }) => all ?? []);
  const images = pods.flatMap((pod) => containersOf(pod).map(({ image }) => image));
  const mounts = pods.flatMap((pod) => containersOf(pod).flatMap(({ volumeMounts }) => volumeMounts ?? []));
  return {
    images: unique([...images, ...volumes.flatMap(({ image }) => image?.reference ?? [])]),
    drivers: [...DRIVERS, SECRETS_DRIVER],
    folders: unique(mounts.flatMap(({ subPath }) => subPath ?? [])),
    devices: DEVICES,
  };
}

/** Labels of the node: those of ACK, and those that a platform team gives it because its pods select them. */
export function nodeLabels(objects: readonly any[]): Record<string, string> {
  return Object.assign({}, ACK_LABELS, ...objects.map((object) => podOf(object)?.nodeSelector ?? {}));
}

/** What is in a cluster before anybody applies manifests: DNS, and drivers of volumes. */
export function clusterObjects(): object[] {
  return [...DNS, ...[...DRIVERS, SECRETS_DRIVER].map(csiDriver)];
}

function csiDriver(name: string): object {
  const volumeLifecycleModes = [name === SECRETS_DRIVER ? 'Ephemeral' : 'Persistent'];
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSIDriver',
    metadata: { name },
    spec: { attachRequired: false, podInfoOnMount: false, volumeLifecycleModes },
  };
}

/** Claims that pods name and nobody among the objects makes, each with its volume. */
export function claimsFor(objects: readonly any[]): object[] {
  const made = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(keyOf);
  const named = objects.flatMap((object) =>
    (podOf(object)?.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }: any) =>
      claim ? [`${object.metadata.namespace}/${claim.claimName}`] : [],
    ),
  );
  return unique(named.filter((claim) => !made.includes(claim))).flatMap(volumeAndClaim);
}

function volumeAndClaim(key: string): object[] {
  const [namespace, name] = key.split('/');
  const volume = `${namespace}.${name}`;
  const spec = { accessModes: ['ReadWriteMany'], storageClassName: '' };
  const csi = { driver: OTHER_DRIVER, volumeHandle: volume };
  return [
    {
      ...{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: volume } },
      spec: { ...spec, capacity: { storage: '1Ti' }, csi, claimRef: { namespace, name } },
    },
    {
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace } },
      spec: { ...spec, volumeName: volume, resources: { requests: { storage: '1Ti' } } },
    },
  ];
}

const keyOf = ({ metadata }: any): string => `${metadata.namespace}/${metadata.name}`;

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** A pod that only listens and asks. */
export function plainPod(name: string, namespace: string, labels: Record<string, string>, account = 'default'): object {
  const container = { name: 'caller', image: PAUSE, args: [], imagePullPolicy: 'Never' };
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels } },
    spec: {
      ...{ serviceAccountName: account, terminationGracePeriodSeconds: 1, automountServiceAccountToken: false },
      containers: [
        { ...container, command: ['/stand-in', 'serve', '--port=8080', '--port=15012'], securityContext: RESTRICTED },
      ],
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    },
  };
}

const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

const dnsLabels = { 'k8s-app': 'kube-dns' };
const COREFILE = `.:53 {
  errors
  ready :8181
  kubernetes cluster.local in-addr.arpa
  cache 5
}
`;

const dnsMeta = { name: 'coredns', namespace: 'kube-system' };

/** CoreDNS as it is installed, with the labels by which policies know it. */
const DNS: object[] = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: dnsMeta },
  {
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'coredns' } },
    rules: [
      { apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'], verbs: ['list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ],
  },
  {
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'coredns' } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'coredns' },
    subjects: [{ kind: 'ServiceAccount', ...dnsMeta }],
  },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: dnsMeta, data: { Corefile: COREFILE } },
  {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: dnsMeta },
    spec: {
      selector: { matchLabels: dnsLabels },
      template: {
        metadata: { labels: dnsLabels },
        spec: {
          serviceAccountName: 'coredns',
          containers: [
            {
              ...{ name: 'coredns', image: DNS_IMAGE, imagePullPolicy: 'Never' },
              args: ['dns', '-conf', '/etc/coredns/Corefile'],
              readinessProbe: { httpGet: { path: '/ready', port: 8181 }, periodSeconds: 1 },
              volumeMounts: [{ name: 'config', mountPath: '/etc/coredns' }],
            },
          ],
          volumes: [{ name: 'config', configMap: { name: 'coredns' } }],
        },
      },
    },
  },
  {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { ...dnsMeta, name: 'kube-dns' } },
    spec: {
      ...{ clusterIP: '10.96.0.10', selector: dnsLabels },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      ],
    },
  },
];
