/**
 * What ACK makes by itself in a cluster that has sandboxed nodes, and what services therefore only name. Its handler is
 * not published and nothing here runs pods; ACK charges 64 MiB and 2 % of the memory that a pod asks for.
 */
export const PROVIDED = [
  {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'runv' },
    handler: 'runv',
    overhead: { podFixed: { memory: '64Mi' } },
  },
];
