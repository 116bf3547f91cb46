import { PodInMesh } from '../../../lib/effective/mesh/model';
import { modelsOf } from '../../../lib/effective/models';
import { Manifest } from '../../../lib/objects/manifest';

type Labels = Record<string, string>;

export interface Written {
  readonly labels?: Labels;
  readonly annotations?: Labels;
  /** Labels of the namespace; null where it is not among the objects. */
  readonly namespace?: Labels | null;
  readonly spec?: object;
}

/** A pod with port 8000 in the namespace `ai`, and its namespace. */
export function podWith({
  labels,
  annotations,
  namespace = { 'istio-injection': 'enabled' },
  spec,
}: Written): Manifest[] {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'llm', namespace: 'ai', labels: { app: 'llm', ...labels }, annotations },
    spec: { containers: [{ name: 'engine', image: 'engine', ports: [{ containerPort: 8000 }] }], ...spec },
  };
  const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ai', labels: namespace ?? {} } };
  return [...(namespace === null ? [] : [space]), pod] as unknown as Manifest[];
}

const VERSIONS: Record<string, string> = {
  DestinationRule: 'networking.istio.io/v1',
  EnvoyFilter: 'networking.istio.io/v1alpha3',
};

/** A policy of Istio in the namespace `ai`. */
export function policyOf(kind: string, spec: object, metadata: object = {}): Manifest {
  const apiVersion = VERSIONS[kind] ?? 'security.istio.io/v1';
  return { apiVersion, kind, metadata: { name: 'policy', namespace: 'ai', ...metadata }, spec } as Manifest;
}

/** The mesh around the first pod of some objects. */
export function meshOf(objects: readonly Manifest[]): PodInMesh {
  const models = modelsOf(objects);
  return models.mesh.of(models.pods[0]);
}
