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
  readonly containers: Container[];
  readonly volumes?: Volume[];
  readonly terminationGracePeriodSeconds?: number;
  readonly securityContext?: SecurityContext;
}

/** The pod of the only Deployment among the manifests of an app. */
export function podOf(manifests: readonly any[]): PodSpec {
  const deployments = manifests.filter((manifest) => manifest.kind === 'Deployment');
  if (deployments.length !== 1) {
    throw new Error(`there are ${deployments.length} deployments; the runner runs one`);
  }
  return deployments[0].spec.template.spec as PodSpec;
}
