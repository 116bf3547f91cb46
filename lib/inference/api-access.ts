import { Contribution } from './contribution';
import { ServicePart } from './service-part';
import { API_SERVER_PORT, cidrEgress } from '../kubernetes/network';
import { checkPort } from '../kubernetes/port-number';
import { checkCidrs } from '../objects/cidr';
import { Problem } from '../private/problems';

/** One thing that the service may do with named objects of its own namespace. */
export interface ApiAccessRule {
  /** API groups; the empty string is the core group. */
  readonly apiGroups: string[];

  /** Resources, plural and lower case, for example `configmaps`. */
  readonly resources: string[];

  /** Verbs that work on named objects, for example `get` and `patch`. */
  readonly verbs: string[];

  /** Names of the objects. */
  readonly resourceNames: string[];
}

/** What the service may do with the Kubernetes API. */
export interface ApiAccess {
  /** Rules of the namespaced Role. */
  readonly rules: ApiAccessRule[];

  /** Address ranges of the API server's private endpoint, which lies outside the cluster network on ACK. */
  readonly serverCidrs: string[];

  /**
   * Port of the API server: 6443 on ACK, 443 on most other platforms.
   *
   * @default 6443
   */
  readonly serverPort?: number;

  /**
   * Audience of the token: who accepts it.
   *
   * @default https://kubernetes.default.svc
   */
  readonly audience?: string;

  /**
   * Lifetime of the token in seconds, 600 to 3600. The kubelet renews it.
   *
   * @default 3600
   */
  readonly tokenExpirationSeconds?: number;
}

const VOLUME = 'api-token';

/** Where Kubernetes clients look for the token. */
export const API_TOKEN_MOUNT = {
  name: VOLUME,
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  readOnly: true,
};

/** The API server as a Sidecar of Istio names it. */
export const API_SERVER_HOST = 'default/kubernetes.default.svc.cluster.local';

const SHORTEST_TOKEN = 600;
const LONGEST_TOKEN = 3600;

/** What turns a small permission into a large one. Source: Kubernetes documentation, "RBAC Good Practices". */
const ESCALATING = {
  apiGroups: new Set(['*']),
  resources: new Set([
    '*',
    'secrets',
    'serviceaccounts/token',
    'pods/exec',
    'pods/attach',
    'pods/portforward',
    'nodes/proxy',
  ]),
  // RBAC cannot restrict list, watch, create and deletecollection to names
  verbs: new Set(['*', 'escalate', 'bind', 'impersonate', 'list', 'watch', 'create', 'deletecollection']),
  resourceNames: new Set(['*']),
};

/** What access adds to a service, and what is wrong with it. */
export function apiAccessPart(access: ApiAccess): ServicePart<{ readonly name: string; readonly namespace: string }> {
  return {
    _problems: () => checkAccess(access),
    _contribution: ({ name, namespace }) => contribution(access, name, namespace),
  };
}

function checkAccess(access: ApiAccess): Problem[] {
  const lifetime = access.tokenExpirationSeconds ?? LONGEST_TOKEN;
  const problems = [
    ...access.rules.flatMap(checkRule),
    ...checkCidrs('range of the api server', access.serverCidrs),
    ...checkPort('the api server', access.serverPort ?? API_SERVER_PORT),
  ];
  if (!Number.isInteger(lifetime) || lifetime < SHORTEST_TOKEN || lifetime > LONGEST_TOKEN) {
    problems.push({
      what: 'token lifetime is out of bounds',
      got: lifetime,
      allowed: `${SHORTEST_TOKEN} to ${LONGEST_TOKEN} seconds`,
      fix: 'leave it out for one hour; the kubelet renews the token before it ends',
    });
  }
  return problems;
}

function checkRule(rule: ApiAccessRule): Problem[] {
  return (Object.keys(ESCALATING) as (keyof ApiAccessRule)[]).flatMap((field) => {
    const refused = rule[field].filter((value) => ESCALATING[field].has(value));
    if (rule[field].length > 0 && refused.length === 0) {
      return [];
    }
    return [
      {
        what: `api access names ${rule[field].length === 0 ? 'no' : 'too many'} ${field}`,
        got: rule[field],
        allowed: `at least one, none of ${[...ESCALATING[field]].join(', ')}`,
        fix: 'name each object that the service works on, and the verbs that it needs on it',
      },
    ];
  });
}

/** A token for one audience where Kubernetes clients look for it, a way to the server, a Role. */
function contribution(access: ApiAccess, name: string, namespace: string): Contribution {
  const rbac = 'rbac.authorization.k8s.io';
  return {
    volumes: [apiTokenVolume(access)],
    mounts: [API_TOKEN_MOUNT],
    egress: [cidrEgress(access.serverCidrs, access.serverPort ?? API_SERVER_PORT)],
    meshHosts: [API_SERVER_HOST],
    objects: [
      { apiVersion: `${rbac}/v1`, kind: 'Role', name, body: { rules: access.rules } },
      {
        apiVersion: `${rbac}/v1`,
        kind: 'RoleBinding',
        name,
        body: {
          roleRef: { apiGroup: rbac, kind: 'Role', name },
          subjects: [{ kind: 'ServiceAccount', name, namespace }],
        },
      },
    ],
  };
}

/** A token of the pod's service account for one audience, which ends. */
export function apiTokenVolume(access: Pick<ApiAccess, 'audience' | 'tokenExpirationSeconds'>): object {
  return {
    name: VOLUME,
    projected: {
      sources: [
        {
          serviceAccountToken: {
            path: 'token',
            audience: access.audience ?? 'https://kubernetes.default.svc',
            expirationSeconds: access.tokenExpirationSeconds ?? LONGEST_TOKEN,
          },
        },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
      ],
    },
  };
}
