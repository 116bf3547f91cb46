import { EmittedObject } from './contribution';
import { CommonMetadata } from '../kubernetes/common-metadata';
import { podSecurityContext } from '../kubernetes/hardened-pod';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { NOT_PRUNED } from '../kubernetes/labels';
import { PodReferences, podReferences } from '../kubernetes/pod-references';
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
  /** What a platform asks of all pods. */
  readonly platform: CommonMetadata & PodReferences;
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
      metadata: {
        labels: { ...parts.platform.labels, ...parts.labels },
        // undefined rather than empty, which would be another hash
        annotations: parts.platform.annotations
          ? { ...parts.platform.annotations, ...parts.annotations }
          : parts.annotations,
      },
      spec: {
        restartPolicy: 'Never',
        serviceAccountName: parts.serviceAccountName,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: podSecurityContext(USER, parts.kubernetesVersion ?? KubernetesVersion.V1_34),
        ...podReferences(parts.platform),
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
