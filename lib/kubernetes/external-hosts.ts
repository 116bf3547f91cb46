/** Hosts outside the cluster that a mesh lets the pods of one namespace reach over TLS: the spec of a ServiceEntry. */
export function externalHosts(hosts: readonly string[]): object {
  return {
    hosts: [...hosts],
    location: 'MESH_EXTERNAL',
    resolution: 'DNS',
    ports: [{ name: 'tls', number: 443, protocol: 'TLS' }],
    exportTo: ['.'],
  };
}
