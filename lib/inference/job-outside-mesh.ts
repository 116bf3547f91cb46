import { EmittedObject } from './contribution';
import { podSecurityContext } from '../kubernetes/hardened-pod';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { NOT_PRUNED } from '../kubernetes/labels';
import { contentHash } from '../private/content-hash';

/** What of a job is its own. */
export interface JobParts {
  /** Name, to which a hash of what it runs is added. */
  readonly name: string;
  readonly serviceAccountName: string;
  /** Of its pods, `NO_MESH` among them: a sidecar would keep the job from ending, and give the pods a network. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whether how it ended is read later, so that no tool may remove it. */
  readonly isRecord?: boolean;
  readonly kubernetesVersion?: KubernetesVersion;
  /** Beside the template: how long it may take, and when it has failed. */
  readonly limits: object;
  /** Containers and volumes. */
  readonly pod: object;
}

/** The user of engines, which reads what jobs write. */
const USER = { user: 1001, group: 1001 };

/** A job whose pods have neither token nor sidecar. What it runs cannot be changed, so that something else is another job. */
export function jobOutsideMesh(parts: JobParts): EmittedObject {
  const spec = {
    ...parts.limits,
    template: {
      metadata: { labels: parts.labels, annotations: parts.annotations },
      spec: {
        restartPolicy: 'Never',
        serviceAccountName: parts.serviceAccountName,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: podSecurityContext(USER, parts.kubernetesVersion ?? KubernetesVersion.V1_34),
        ...parts.pod,
      },
    },
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    name: `${parts.name}-${contentHash(spec)}`,
    annotations: parts.isRecord ? NOT_PRUNED : undefined,
    body: { spec },
  };
}
