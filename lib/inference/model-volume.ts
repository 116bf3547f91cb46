import { EmittedObject } from './contribution';
import { checkImage } from '../kubernetes/container-image';
import { checkName } from '../kubernetes/names';
import { Problem } from '../private/problems';

/** The service that mounts a model. */
export interface VolumeOwner {
  readonly name: string;
  readonly namespace: string;
}

/** How the weights come into the pod. */
export interface ModelVolume {
  /** Whether the kubelet pulls it like an image. */
  readonly isImage: boolean;
  /** Volume of the pod, without its name. */
  volume(owner: VolumeOwner): object;
  /** Objects beside the pod. */
  objects(owner: VolumeOwner): EmittedObject[];
  problems(): Problem[];
}

/** A volume that something else filled. */
export function claimedVolume(claimName: string): ModelVolume {
  return {
    volume: () => ({ persistentVolumeClaim: { claimName, readOnly: true } }),
    objects: () => [],
    isImage: false,
    problems: () => checkName('claim name', claimName),
  };
}

/** An OCI artifact that the kubelet pulls and mounts. */
export function imageVolume(reference: string): ModelVolume {
  return {
    volume: () => ({ image: { reference, pullPolicy: 'IfNotPresent' } }),
    objects: () => [],
    isImage: true,
    problems: () => checkImage('model image', reference),
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
    isImage: false,
    problems: () => options.problems,
    objects: (owner) => [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        name: volumeName(owner),
        isClusterWide: true,
        body: {
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
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        name: claimName(owner),
        body: {
          spec: { ...shared, volumeName: volumeName(owner), resources: { requests: { storage: options.storage } } },
        },
      },
    ],
  };
}
