/**
 * RuntimeClasses that a platform makes by itself, and that services therefore only name: ACK in a cluster that has sandboxed
 * nodes, Kata Containers when it is installed for GPUs. Nothing here runs pods. ACK does not publish its handler; it charges
 * 64 MiB and 2 % of the memory that a pod asks for.
 */
export const PROVIDED = [
  {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'runv' },
    handler: 'runv',
    overhead: { podFixed: { memory: '64Mi' } },
  },
  {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'kata-qemu-nvidia-gpu' },
    handler: 'kata-qemu-nvidia-gpu',
  },
];
