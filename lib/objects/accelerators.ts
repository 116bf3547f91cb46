/**
 * By what a pod gets an accelerator: extended resources of device plug-ins, Dynamic Resource Allocation, the class of the
 * runtime, CDI annotations, and devices or variables that go past the scheduler. Patterns are read by RE2 and JavaScript.
 */

/** Domains whose extended resources are accelerators, though their names do not say so: `amd.com/cpx_nps4`. */
const DOMAINS = 'amd|cambricon|furiosa|habana|huawei|qualcomm|rebellions|tenstorrent';

/**
 * Words by which all others name one: `nvidia.com/mig-1g.10gb`, `aliyun.com/gpu-mem`, `alibabacloud.com/ppu`,
 * `koordinator.sh/gpu-core`, `volcano.sh/vgpu-number`, `hygon.com/dcunum`, `aws.amazon.com/neuroncore`.
 */
const WORDS = '[cghpqsvx]?gpu|[hnptx]pu|[dg]cu|v?mlu|vcuda|neuron';

/** Extended resources that are accelerators. */
export const ACCELERATOR_RESOURCE = String.raw`nvidia|(^|\.)(${DOMAINS})\.[a-z]+/|(^|[^a-zA-Z])(${WORDS})`;

/** Extended resources that hand out a part of a card without isolation by hardware. */
export const SHARED_RESOURCE = String.raw`^(aliyun\.com/gpu-(mem|core)|nvidia\.com/(mps$|gpu(mem|cores)|.*\.shared$)|koordinator\.sh/gpu[.-]|huawei\.com/.*-memory$)|/(vcuda|[csv]gpu|.*_cgpu)`;

/** What a ResourceQuota limits claims for devices by: each class, or the number of claims. */
export const CLAIM_QUOTA = String.raw`(\.deviceclass\.resource\.k8s\.io/devices|^count/resourceclaims\.resource\.k8s\.io)$`;

/** Runtime classes whose handler gives a container devices that the scheduler did not assign. */
export const ACCELERATOR_RUNTIME = '(^|-)(nvidia|gpu|amd|rocm|ascend|habana)(-|$)';

/** Devices of the host that are accelerators, or folders that hold them. */
export const ACCELERATOR_DEVICE = String.raw`^/+dev/*(/(nvidia|dri|kfd|davinci|accel|neuron|cambricon|vfio).*)?$`;

/** Mounts by whose names NVIDIA's runtime chooses devices, https://docs.nvidia.com/datacenter/cloud-native/container-toolkit */
export const DEVICES_BY_MOUNT = '/var/run/nvidia-container-devices';

/** Prefix of annotations that ask a runtime for devices, https://github.com/cncf-tags/container-device-interface */
export const CDI_ANNOTATION = 'cdi.k8s.io/';
