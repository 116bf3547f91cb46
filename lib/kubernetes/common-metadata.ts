import { LABEL_VALUE } from '../private/label-value';
import { Problem } from '../private/problems';
import { checkTokens } from '../private/tokens';

/** Labels and annotations of every object that a construct writes, its pods included. */
export interface CommonMetadata {
  /**
   * Labels of every object and pod, for example `{ 'cost-centre': '4711', owner: 'ml-platform' }`. No selector uses them.
   * A change restarts pods, as every change of a pod template does.
   *
   * Keys that Kubernetes, ACK, the mesh, other controllers or this library act on are refused.
   *
   * @default - only those of the library
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of every object and pod. The same keys are refused as for `labels`.
   *
   * @default - only those of the library
   */
  readonly annotations?: { [key: string]: string };
}

/** Keys that somebody acts on. */
interface ReservedKeys {
  readonly keys: RegExp;
  readonly reason: string;
  readonly fix: string;
}

/** Source for the domains of Kubernetes: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
export const RESERVED_KEYS: readonly ReservedKeys[] = [
  {
    keys: /^app\.kubernetes\.io\/(name|instance|component|version|part-of|managed-by)$/,
    reason: 'this library sets it, and selectors use it',
    fix: 'use a key of your own, for example owner',
  },
  {
    keys: /^secure-inference\.ack\//,
    reason: 'this library records digests and accepted risks under it',
    fix: 'use a key of your own; accept risks with guardrails.Risk',
  },
  {
    keys: /^pod-security\.kubernetes\.io\//,
    reason: 'it decides which Pod Security Standard is enforced',
    fix: 'leave it out: SecureNamespace enforces restricted',
  },
  {
    keys: /^([^/]+\.)?(kubernetes|k8s)\.io\//,
    reason: 'Kubernetes reserves the domains kubernetes.io and k8s.io for its components',
    fix: 'use a key of your own, or service.patch(kind, ...) for one object',
  },
  {
    keys: /^(([^/]+\.)?istio\.io\/|istio-injection$)/,
    reason: 'the mesh acts on it: it can switch off sidecars and mTLS',
    fix: 'choose mesh: Mesh.asm(), Mesh.istio() or Mesh.ambient()',
  },
  {
    keys: /^([^/]+\.)?(alibabacloud|aliyun)\.com\//,
    reason: 'ACK and ACS act on it: it can change where pods run, and with which role',
    fix: 'choose isolation, gpu or cloudIdentity',
  },
  {
    keys: /^([^/]+\.)?sigstore\.dev\//,
    reason: 'it decides whether images must be signed',
    fix: 'choose ImageVerification, and signedImages of SecureNamespace',
  },
  {
    keys: /^([^/]+\.)?(kserve\.io|keda\.sh|nvidia\.com|linkerd\.io|hashicorp\.com)\//,
    reason: 'a controller acts on it: it can inject containers or change how pods are scheduled',
    fix: 'choose workload, scaling, gpu or secrets; or service.patch(kind, ...) for one object',
  },
  {
    keys: /^io\.(kubernetes|katacontainers|containerd)\./,
    reason: 'the container runtime acts on it',
    fix: 'choose isolation',
  },
];

const DOMAIN = '[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?';
const KEY = new RegExp(`^(${DOMAIN}/)?${LABEL_VALUE}$`);
const VALUE = new RegExp(`^(${LABEL_VALUE})?$`);

/** Kubernetes refuses larger annotations, https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/ */
const MOST_ANNOTATION_BYTES = 256 * 1024;

/** Everything that is wrong with labels and annotations of a user. */
export function checkMetadata({ labels = {}, annotations = {} }: CommonMetadata): Problem[] {
  const bytes = Buffer.byteLength(Object.entries(annotations).flat().join(''));
  return [
    ...checkTokens('label or annotation', [labels, annotations]),
    ...Object.keys(labels).flatMap((key) => checkKey('label', key)),
    ...Object.entries(labels).flatMap(([key, value]) => checkValue(key, value)),
    ...Object.keys(annotations).flatMap((key) => checkKey('annotation', key)),
    ...(bytes < MOST_ANNOTATION_BYTES
      ? []
      : [
          {
            what: 'annotations are too large',
            got: `${bytes} bytes`,
            allowed: `less than ${MOST_ANNOTATION_BYTES} bytes with those of the library`,
            fix: 'keep the text elsewhere, and annotate its address',
          },
        ]),
  ];
}

function checkKey(what: string, key: string): Problem[] {
  if (!KEY.test(key)) {
    return [
      {
        what: `${what} has no valid key`,
        got: key,
        allowed: 'up to 63 letters, digits, dots, dashes and underscores, after an optional <domain>/',
        fix: 'give a key such as cost-centre or example.com/cost-centre',
      },
    ];
  }
  const reserved = RESERVED_KEYS.find(({ keys }) => keys.test(key));
  return reserved
    ? [
        {
          what: `${what} is reserved: ${reserved.reason}`,
          got: key,
          allowed: 'keys that nothing acts on',
          fix: reserved.fix,
        },
      ]
    : [];
}

function checkValue(key: string, value: string): Problem[] {
  return VALUE.test(value)
    ? []
    : [
        {
          what: `label ${key} has no valid value`,
          got: value,
          allowed: 'up to 63 letters, digits, dots, dashes and underscores, first and last a letter or digit',
          fix: 'shorten it, or make it an annotation',
        },
      ];
}
