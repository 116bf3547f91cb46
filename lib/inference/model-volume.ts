import { checkImage } from '../kubernetes/container-image';
import { KubernetesFeature, KubernetesVersion } from '../kubernetes/kubernetes-version';
import { checkName } from '../kubernetes/names';
import { Problem } from '../private/problems';

/** The service that mounts a model. */
export interface VolumeOwner {
  readonly name: string;
  readonly namespace: string;
  readonly version: KubernetesVersion;
}

/** An object that a volume needs; cluster-wide ones have no namespace. */
export interface VolumeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly isClusterWide?: boolean;
  readonly spec: object;
}

/** How the weights come into the pod. */
export interface ModelVolume {
  /** Volume of the pod, without its name. */
  volume(owner: VolumeOwner): object;
  /** Objects beside the pod. */
  objects(owner: VolumeOwner): VolumeObject[];
  problems(owner: VolumeOwner): Problem[];
}

/** A volume that something else filled. */
export function claimedVolume(claimName: string): ModelVolume {
  return {
    volume: () => ({ persistentVolumeClaim: { claimName, readOnly: true } }),
    objects: () => [],
    problems: () => checkName('claim name', claimName),
  };
}

/** An OCI artifact that the kubelet pulls and mounts. */
export function imageVolume(reference: string): ModelVolume {
  return {
    volume: () => ({ image: { reference, pullPolicy: 'IfNotPresent' } }),
    objects: () => [],
    problems: ({ version }) => [
      ...checkImage('model image', reference),
      ...(version.has(KubernetesFeature.IMAGE_VOLUME)
        ? []
        : [
            {
              what: 'cluster has no image volumes',
              got: `Kubernetes ${version.toString()}`,
              allowed: 'Kubernetes 1.35 or newer, where they are on by default',
              fix: 'upgrade the cluster, or put the weights in OSS: ModelSource.oss(...)',
            },
          ]),
    ],
  };
}

/** A volume of a CSI driver, with a PersistentVolume that only the claim of this service can bind. */
export function csiVolume(
  csi: { readonly driver: string; readonly volumeAttributes: object },
  options: { readonly storage: string; readonly mountOptions?: string[]; readonly problems: Problem[] },
): ModelVolume {
  const claimName = ({ name }: VolumeOwner) => `${name}-model`;
  const volumeName = ({ name, namespace }: VolumeOwner) => `${namespace}-${name}-model`;
  const shared = { accessModes: ['ReadOnlyMany'], storageClassName: '', volumeMode: 'Filesystem' };
  return {
    volume: (owner) => ({ persistentVolumeClaim: { claimName: claimName(owner), readOnly: true } }),
    problems: () => options.problems,
    objects: (owner) => [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        name: volumeName(owner),
        isClusterWide: true,
        spec: {
          ...shared,
          capacity: { storage: options.storage },
          // Without it any claim in the cluster could bind the weights first.
          claimRef: {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            name: claimName(owner),
            namespace: owner.namespace,
          },
          persistentVolumeReclaimPolicy: 'Retain',
          mountOptions: options.mountOptions,
          // The OSS driver finds the volume by its own name.
          csi: { ...csi, volumeHandle: volumeName(owner), readOnly: true },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        name: claimName(owner),
        spec: { ...shared, volumeName: volumeName(owner), resources: { requests: { storage: options.storage } } },
      },
    ],
  };
}
