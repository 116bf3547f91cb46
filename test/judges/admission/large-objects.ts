import { asKind } from './pod-kinds';
import { Manifest } from '../../../lib/objects/manifest';

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** Words that break no rule, as long as a text has to be. */
const text = (length: number): string => 'the next word of a long text, '.repeat(length / 30);

const head = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: 'sample' } });
const ADDRESS = (index: number) => `10.${Math.floor(index / 65536)}.${Math.floor(index / 256) % 256}.${index % 256}`;
const LABELS = { app: 'engine' };

/** More than any pod of an engine has beside it: a log shipper, a mesh, an exporter. */
const POD: Manifest = {
  ...head('v1', 'Pod'),
  spec: {
    containers: times(10, (index) => ({
      name: `engine-${index}`,
      image: 'example.com/engine:1',
      command: ['/bin/sh', '-c'],
      args: times(40, (arg) => `--flag-${arg}=${text(60)}`),
      env: times(60, (variable) => ({ name: `VARIABLE_${variable}`, value: text(90) })),
      ports: times(10, (port) => ({ name: `p-${port}`, containerPort: 8000 + index * 10 + port })),
      volumeMounts: times(20, (mount) => ({ name: `volume-${mount}`, mountPath: `/mnt/${mount}` })),
      resources: { limits: { cpu: '1', memory: '1Gi' } },
      lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', `sleep 15; echo ${text(600)}`] } } },
      livenessProbe: { exec: { command: ['/app/bin/healthcheck', ...times(20, (word) => `--flag-${word}`)] } },
    })),
    volumes: times(20, (index) => ({ name: `volume-${index}`, emptyDir: { sizeLimit: '1Gi' } })),
    tolerations: times(20, (index) => ({ key: `example.com/${index}`, operator: 'Exists' })),
  },
};

/** A chat template that is given as an argument. */
const LONG_ARGUMENT: Manifest = {
  ...head('v1', 'Pod'),
  spec: { containers: [{ name: 'engine', image: 'example.com/engine:1', args: [text(120_000)] }] },
};

/** An engine whose chat template and settings are on its command line. */
const LONG_COMMAND: Manifest = {
  ...head('v1', 'Pod'),
  spec: {
    containers: [
      {
        name: 'engine',
        image: 'vllm/vllm-openai:v0.11.0',
        command: ['vllm', 'serve'],
        args: ['--model=/models/qwen3-8b', `--chat-template=${text(6_000)}`],
      },
    ],
  },
};

/** Objects as large as clusters have them; each with where the size is from. */
export const LARGE_OBJECTS: Record<string, Manifest> = {
  'pod of ten containers': asKind('/Pod', POD),
  'Deployment of ten containers': asKind('apps/Deployment', POD),
  'RayCluster of ten containers': asKind('ray.io/RayCluster', POD),
  'pod with an argument as long as Linux takes one': asKind('/Pod', LONG_ARGUMENT),
  'pod of an engine with a chat template on its command line': asKind('/Pod', LONG_COMMAND),
  'RayCluster of an engine with a chat template on its command line': asKind('ray.io/RayCluster', LONG_COMMAND),
  'ConfigMap with the roots of all public authorities twice': {
    ...head('v1', 'ConfigMap'),
    data: { 'ca.crt': text(225_000), 'ca-bundle.crt': text(225_000) },
  },
  'ServiceAccount with as much in annotations as is allowed': {
    ...{ apiVersion: 'v1', kind: 'ServiceAccount' },
    metadata: { name: 'sample', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': text(255_000) } },
    automountServiceAccountToken: false,
  } as Manifest,
  'EndpointSlice with as many endpoints as are allowed': {
    ...head('discovery.k8s.io/v1', 'EndpointSlice'),
    addressType: 'IPv4',
    endpoints: times(1000, (index) => ({ addresses: [ADDRESS(index + 1)] })),
    ports: times(10, (index) => ({ name: `p-${index}`, port: 8000 + index, protocol: 'TCP' })),
  } as Manifest,
  'Endpoints with as many addresses as its controller writes': {
    ...head('v1', 'Endpoints'),
    subsets: [{ addresses: times(1000, (index) => ({ ip: ADDRESS(index + 1) })), ports: [{ port: 8000 }] }],
  } as Manifest,
  'ValidatingAdmissionPolicy as long as those of this project': {
    ...head('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'),
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: times(40, (index) => ({
          ...{ apiGroups: [`group-${index}.example.com`], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'] },
          resources: [`kind-${index}s`],
        })),
      },
      validations: times(50, (index) => ({ expression: `object.metadata.name != '${index}${text(3_000)}'` })),
    },
  },
  'Ingress of a hundred hosts': {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
    metadata: {
      name: 'sample',
      annotations: {
        'nginx.ingress.kubernetes.io/auth-response-headers': text(3_000),
        ...Object.fromEntries(
          times(40, (index) => [
            `nginx.ingress.kubernetes.io/session-cookie-${'abcdefgh'[index % 8]}${'x'.repeat(index)}`,
            '60',
          ]),
        ),
      },
    },
    spec: {
      tls: times(100, (index) => ({ hosts: [`h${index}.example.com`], secretName: 'tls' })),
      rules: times(100, (index) => ({
        host: `h${index}.example.com`,
        http: {
          paths: times(5, (path) => ({
            ...{ path: `/${path}`, pathType: 'Prefix' },
            backend: { service: { name: 'engine', port: { number: 80 } } },
          })),
        },
      })),
    },
  } as Manifest,
  'NetworkPolicy of a thousand ranges': {
    ...head('networking.k8s.io/v1', 'NetworkPolicy'),
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: times(500, (index) => ({ ipBlock: { cidr: `${ADDRESS(index)}/32` } })) }],
      egress: [{ to: times(500, (index) => ({ ipBlock: { cidr: `${ADDRESS(index)}/32` } })) }],
    },
  },
  'AdminNetworkPolicy of as many rules as are allowed': {
    ...head('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'),
    spec: {
      priority: 1,
      subject: { namespaces: {} },
      egress: times(100, (index) => ({
        action: 'Allow',
        to: [{ networks: times(25, (range) => `${ADDRESS(index * 25 + range)}/32`) }],
      })),
    },
  },
  'Role of two hundred rules': {
    ...head('rbac.authorization.k8s.io/v1', 'Role'),
    rules: times(200, (index) => ({
      apiGroups: [`group-${index}.example.com`],
      resources: times(10, (resource) => `kind-${resource}`),
      verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'],
    })),
  } as Manifest,
  'RoleBinding of five hundred subjects': {
    ...head('rbac.authorization.k8s.io/v1', 'RoleBinding'),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: times(500, (index) => ({ kind: 'ServiceAccount', name: `engine-${index}`, namespace: 'default' })),
  } as Manifest,
  'Service of a hundred ports': {
    ...head('v1', 'Service'),
    spec: { selector: LABELS, ports: times(100, (index) => ({ name: `p-${index}`, port: 8000 + index })) },
  },
  'AuthorizationPolicy of two hundred rules': {
    ...head('security.istio.io/v1', 'AuthorizationPolicy'),
    spec: {
      selector: { matchLabels: LABELS },
      action: 'ALLOW',
      rules: times(200, (index) => ({
        from: [{ source: { principals: times(5, (part) => `cluster.local/ns/n-${index}/sa/engine-${part}`) } }],
        to: [{ operation: { ports: ['8000'], paths: ['/v1/completions'] } }],
      })),
    },
  },
  'ServiceEntry of two hundred hosts': {
    ...head('networking.istio.io/v1', 'ServiceEntry'),
    spec: {
      hosts: times(200, (index) => `h${index}.example.com`),
      ports: [{ number: 443, name: 'https', protocol: 'TLS' }],
      resolution: 'DNS',
    },
  },
  'VirtualService of two hundred routes': {
    ...head('networking.istio.io/v1', 'VirtualService'),
    spec: {
      hosts: ['engine.default.svc.cluster.local'],
      http: times(200, (index) => ({
        match: [{ uri: { prefix: `/${index}` } }],
        route: [{ destination: { host: 'engine.default.svc.cluster.local' } }],
      })),
    },
  },
};
