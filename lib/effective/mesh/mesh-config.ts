import { Manifest } from '../../objects/manifest';
import { valuesInText } from '../../objects/places/text-values';
import { groupKindOf } from '../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** Settings that an object has for a mesh. */
export interface MeshSettings {
  /** Where they are in the object. */
  readonly path: string;
  /** Undefined where they are no YAML of a map. */
  readonly settings: Fields | undefined;
}

/** Objects by which operators of Istio, of OpenShift and istioctl install a mesh. */
const INSTALLATIONS = /^(sailoperator|install\.istio|operator\.istio|maistra)\.io\//;

/** What istiod reads: the ConfigMap of its revision, and one that several revisions share. */
const CONFIG_MAPS = /^istio(-|$)/;
const INJECTOR = /^istio-sidecar-injector(-|$)/;

/** Kinds in which a mesh is configured. */
export function mayConfigureMesh(object: Manifest): boolean {
  return object.kind === 'ConfigMap' ? CONFIG_MAPS.test(object.metadata?.name ?? '') : isInstallation(object);
}

/** Each MeshConfig of an object. Source: istio/api, mesh/v1alpha1/config.proto. */
export function meshConfigsOf(object: Manifest): MeshSettings[] {
  if (isInstallation(object)) {
    const { meshConfig, values } = fieldsIn(object.spec);
    return [
      ...controlPlaneOf(object),
      ...written('spec.meshConfig', meshConfig),
      ...written('spec.values.meshConfig', fieldsIn(values).meshConfig),
    ];
  }
  return mayConfigureMesh(object) ? read('data.mesh', fieldsIn(object.data).mesh) : [];
}

/** Values of the charts of Istio, as installations and the ConfigMap of the injector have them. */
export function chartValuesOf(object: Manifest): MeshSettings[] {
  if (isInstallation(object)) {
    const { values, components } = fieldsIn(object.spec);
    const { env } = fieldsIn(fieldsIn(fieldsIn(components).pilot).k8s);
    return [
      ...written('spec.values', values),
      ...(env === undefined ? [] : written('spec.components', { pilot: { env: byName(env) } })),
    ];
  }
  return isInjector(object) ? read('data.values', fieldsIn(object.data).values) : [];
}

/** What the injector is told beside values. Source: istio/istio, pkg/kube/inject/inject.go, `Config`. */
export function injectorConfigsOf(object: Manifest): MeshSettings[] {
  return isInjector(object) ? read('data.config', fieldsIn(object.data).config) : [];
}

/** OpenShift Service Mesh 2 has names of its own. */
function controlPlaneOf({ kind, spec }: Manifest): MeshSettings[] {
  const { security, proxy } = fieldsIn(spec);
  const { automtls } = fieldsIn(fieldsIn(security).dataPlane);
  const { outbound } = fieldsIn(fieldsIn(fieldsIn(proxy).networking).trafficControl);
  const settings = { enableAutoMtls: automtls, outboundTrafficPolicy: { mode: fieldsIn(outbound).policy } };
  return kind === 'ServiceMeshControlPlane' ? [{ path: 'spec', settings }] : [];
}

function isInstallation(object: Manifest): boolean {
  return INSTALLATIONS.test(groupKindOf(object));
}

function isInjector({ kind, metadata }: Manifest): boolean {
  return kind === 'ConfigMap' && INJECTOR.test(metadata?.name ?? '');
}

function byName(env: unknown): Fields {
  return Object.fromEntries(
    listIn(env)
      .map(fieldsIn)
      .map(({ name, value = '' }) => [String(name), value]),
  );
}

function written(path: string, settings: unknown): MeshSettings[] {
  return settings === undefined ? [] : [{ path, settings: mapIn(settings) }];
}

function read(path: string, text: unknown): MeshSettings[] {
  if (typeof text !== 'string') {
    return [];
  }
  const values = valuesInText(text);
  return [{ path, settings: values?.length === 0 ? {} : mapIn(values?.[0]) }];
}

function mapIn(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
