/** The part of a container of a manifest that decides how its process runs. */
export interface Container {
  readonly name: string;
  readonly command?: string[];
  readonly args?: string[];
  readonly env?: { name: string; value?: string; valueFrom?: object }[];
  readonly ports?: { name: string; containerPort: number }[];
  readonly volumeMounts?: VolumeMount[];
  readonly securityContext?: SecurityContext;
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly subPath?: string;
}

export interface Volume {
  readonly name: string;
  readonly emptyDir?: { medium?: string; sizeLimit?: string };
  readonly persistentVolumeClaim?: { claimName: string; readOnly?: boolean };
  readonly [source: string]: unknown;
}

export interface Probe {
  readonly httpGet?: { path: string; port: string | number };
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
}

interface SecurityContext {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly capabilities?: { add?: string[]; drop?: string[] };
}

/** The part of a pod of a manifest that decides how its processes run. */
export interface PodSpec {
  readonly initContainers?: Container[];
  readonly containers: Container[];
  readonly volumes?: Volume[];
  readonly terminationGracePeriodSeconds?: number;
  readonly securityContext?: SecurityContext;
}

/** The pod of the only Deployment among the manifests of an app, or of its only Job with this in its name. */
export function podOf(manifests: readonly any[], job?: string): PodSpec {
  const found = manifests.filter(({ kind, metadata }) =>
    job === undefined ? kind === 'Deployment' : kind === 'Job' && metadata.name.includes(job),
  );
  if (found.length !== 1) {
    throw new Error(`there are ${found.length} ${job === undefined ? 'deployments' : 'jobs'}; the runner runs one`);
  }
  return found[0].spec.template.spec as PodSpec;
}
