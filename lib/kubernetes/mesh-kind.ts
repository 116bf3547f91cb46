/** How the mesh reaches the traffic of a pod. */
export enum MeshKind {
  /** A sidecar in each pod. */
  SIDECAR = 'sidecar',

  /** A proxy on each node for identity, and a waypoint for methods and paths. */
  AMBIENT = 'ambient',

  /** There is no mesh. */
  NONE = 'none',
}
