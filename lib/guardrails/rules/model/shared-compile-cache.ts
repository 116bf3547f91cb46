import { CACHES_IN_NO_WRITABLE_MOUNT } from './writable-mounts';
import { SERVING_CONTAINERS } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const sharedCompileCache: Rule = {
  id: 'SAI-MDL-010',
  name: 'shared-compile-cache',
  title: 'Compile cache on a shared volume',
  rationale: 'Engines load compiled kernels without verification, so whoever writes the cache runs code on the GPU.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: String.raw`
    ${SERVING_CONTAINERS}.all(container,
      container.?volumeMounts.orValue([]).all(mount,
        !mount.mountPath.matches(r'(/\.cache|/\.triton|/\.nv|/torchinductor|/torch_compile_cache|/flashinfer)(/|$)')
        || !pod.spec.?volumes.orValue([]).exists(volume,
          volume.name == mount.name
          && (has(volume.persistentVolumeClaim) || has(volume.hostPath) || has(volume.nfs) || has(volume.csi))
        )
      ) && ${CACHES_IN_NO_WRITABLE_MOUNT}
    )
  `,
  message: 'compiled kernels are loaded from a volume that others can write',
  fix: 'keep caches on an emptyDir; engines load them without verification',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010', 'AML.M0011'],
  },
};
