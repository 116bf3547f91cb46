/**
 * Hosts outside the cluster that a mesh lets the pods of one namespace reach over TLS: the spec of a ServiceEntry.
 *
 * @param port port of the hosts
 */
export function externalHosts(hosts: readonly string[], port = 443): object {
  return {
    hosts: [...hosts],
    location: 'MESH_EXTERNAL',
    resolution: 'DNS',
    ports: [{ name: 'tls', number: port, protocol: 'TLS' }],
    exportTo: ['.'],
  };
}
