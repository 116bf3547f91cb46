/** CEL: what a container loads from volumes that others can write, or that it can write for others. */
import { RAW_LINE } from '../engine/command-line';

/** Sources of volumes that are made for the pod, or that nobody writes through. */
const OF_THE_POD = ['configMap', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'projected', 'secret'];

/** Mounts of a container by which it can write what outlives its pod. */
const WRITABLE_MOUNTS = `container.?volumeMounts.orValue([]).filter(mount, !mount.?readOnly.orValue(false)
        && pod.spec.?volumes.orValue([]).exists(volume, volume.name == mount.name
          && !(${OF_THE_POD.map((source) => `has(volume.${source})`).join(' || ')})
          && !volume.?persistentVolumeClaim.?readOnly.orValue(false) && !volume.?csi.?readOnly.orValue(false)))`;

/** What stands before and behind a path in words, shell texts and JSON. */
const [BEFORE, BEHIND] = [
  [' /', '=/', ':/', ',/', '"/', "\\'/"],
  ['/', ' ', ',', ';', ')', '"', "\\'"],
].map((texts) => `[${texts.map((text) => `'${text}'`).join(', ')}]`);

/** Whether a text names a path in the mount. What users wrote is never a pattern: a pattern may take for ever. */
const below = (text: string) =>
  `[mount.mountPath.split('/').filter(part, part != '').join('/')].exists(root, ${BEFORE}.exists(before, ` +
  `${BEHIND}.exists(behind, (' ' + ${text} + ' ').contains(before + root + behind))))`;

/** Whether no word of the command line, or of variables that end up there, is a path in such a mount. */
export const NAMES_NO_WRITABLE_MOUNT = `${WRITABLE_MOUNTS}.all(mount, !${below(RAW_LINE)})`;

/** Variables by which engines and compilers are told where they keep what they load again, such as `VLLM_CACHE_ROOT`. */
const CACHES = '(CACHE|_HOME$|JIT|MODULES|EXTENSIONS|WORKSPACE|CUBIN|KERNEL)';

/** Whether no variable puts a cache into such a mount. */
export const CACHES_IN_NO_WRITABLE_MOUNT = `${WRITABLE_MOUNTS}.all(mount, !container.?env.orValue([]).exists(variable,
        variable.name.matches(r'${CACHES}') && ${below("variable.?value.orValue('')")}))`;
