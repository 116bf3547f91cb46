/** Where policies of Istio, and of Service Mesh of Alibaba Cloud, hold for every namespace. */
export const MESH_ROOT = 'istio-system';
