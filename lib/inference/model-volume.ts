import { EmittedObject } from './contribution';
import { checkImage } from '../kubernetes/container-image';
import { checkName } from '../kubernetes/names';
import { contentHash } from '../private/content-hash';
import { joinedName } from '../private/joined-name';
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

/** Argo CD removes what another version does not have when everything of the other version is healthy. */
const REMOVED_LAST = { 'argocd.argoproj.io/sync-options': 'PruneLast=true' };

/**
 * A volume of a CSI driver, with a PersistentVolume that only the claim of this service can bind. The source of a volume
 * is immutable, so that names carry a hash of it: another model is another volume beside the old one, from which pods of
 * the old version are served until the last of them has ended.
 */
export function csiVolume(
  csi: { readonly driver: string; readonly volumeAttributes: object },
  options: { readonly storage: string; readonly mountOptions?: string[]; readonly problems: Problem[] },
): ModelVolume {
  const shared = { accessModes: ['ReadOnlyMany'], storageClassName: '', volumeMode: 'Filesystem' };
  const { storage, mountOptions } = options;
  const hash = contentHash({ csi, storage, mountOptions, shared });
  const claimName = ({ name }: VolumeOwner) => `${name}-model-${hash}`;
  const volumeName = ({ name, namespace }: VolumeOwner) => `${joinedName([namespace, name], 'model')}-${hash}`;
  return {
    volume: (owner) => ({ persistentVolumeClaim: { claimName: claimName(owner), readOnly: true } }),
    isImage: false,
    problems: () => options.problems,
    objects: (owner) => [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        name: volumeName(owner),
        annotations: REMOVED_LAST,
        isClusterWide: true,
        body: {
          spec: {
            ...shared,
            capacity: { storage },
            // Without it any claim in the cluster could bind the weights first.
            claimRef: {
              apiVersion: 'v1',
              kind: 'PersistentVolumeClaim',
              name: claimName(owner),
              namespace: owner.namespace,
            },
            persistentVolumeReclaimPolicy: 'Retain',
            mountOptions,
            // The OSS driver finds the volume by its own name.
            csi: { ...csi, volumeHandle: volumeName(owner), readOnly: true },
          },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        name: claimName(owner),
        annotations: REMOVED_LAST,
        body: {
          spec: { ...shared, volumeName: volumeName(owner), resources: { requests: { storage } } },
        },
      },
    ],
  };
}
