import { Door } from './door';

const NRI = 'containerd/nri, plugins, 2026-08-20';

/** Annotations of pods that runtimes, and their plug-ins, take for devices, mounts or settings past the API. */
export const RUNTIME_DOORS: readonly Door[] = [
  {
    key: 'io.katacontainers.config.',
    isPrefix: true,
    opens: 'changes the guest, its kernel or its hypervisor',
    source: 'kata-containers, docs/how-to/how-to-set-sandbox-config-kata.md, 2026-08-22',
  },
  ...['internal', 'flag', 'spec'].map((part) => ({
    key: `dev.gvisor.${part}.`,
    isPrefix: true,
    opens: 'changes flags of runsc',
    source: 'google/gvisor, runsc/config/flags.go, 2026-08-21',
  })),
  {
    key: 'cdi.k8s.io/',
    isPrefix: true,
    opens: 'devices by annotation, past the scheduler',
    source: 'NVIDIA/nvidia-container-toolkit, CHANGELOG, 2026-08-21',
  },
  {
    key: 'nvidia.cdi.k8s.io/',
    isPrefix: true,
    opens: 'the NRI plug-in of the toolkit injects devices',
    source: 'NVIDIA/nvidia-container-toolkit, cmd/nvidia-ctk-installer, 2026-08-21',
  },
  ...['cpu-load-balancing', 'irq-load-balancing', 'io.kubernetes.cri-o'].map((key) => ({
    key,
    isPrefix: true,
    opens: 'settings of CRI-O for the container',
    source: 'cri-o/cri-o, pkg/annotations',
  })),
  {
    key: 'run.oci.',
    isPrefix: true,
    opens: 'settings of crun for the container',
    source: 'containers/crun, crun.1.md',
  },
  ...[
    ...['devices', 'mounts', 'cdi-devices', 'network-devices', 'sysctl', 'scheduling-policy', 'ulimits'],
    'writable-cgroups',
  ].flatMap((name) => [
    { key: `${name}.noderesource.dev`, isPrefix: true, opens: 'an NRI plug-in adds it to the container', source: NRI },
    { key: `${name}.nri.io`, isPrefix: true, opens: 'an NRI plug-in adds it to the container', source: NRI },
  ]),
  {
    key: 'tolerate-missing-plugins.noderesource.dev',
    isPrefix: true,
    opens: 'the container starts without a plug-in that validates it',
    source: NRI,
  },
  {
    key: 'network.alibabacloud.com/erdma-smcr',
    opens: 'a webhook adds a privileged init container, whatever the value',
    source: 'AliyunContainerService/alibabacloud-erdma-controller, internal/webhook/mutating.go, 2026-07-24',
  },
];
