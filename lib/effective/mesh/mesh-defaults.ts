import { chartValuesOf, meshConfigsOf } from './mesh-config';
import { isFalse } from './settings';
import { Labels } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { Fields, fieldsIn } from '../../objects/unknown-fields';

/** What holds for pods and clients that say nothing themselves, because of settings of the mesh. */
export class MeshDefaults {
  /** Whether clients use mutual TLS without a DestinationRule. Of several revisions, the one that does not counts. */
  public readonly isAutoMtls: boolean;
  /** Annotations that mean the same for one pod. */
  public readonly annotations: Labels;

  public constructor(objects: readonly Manifest[]) {
    const configs = objects.flatMap(meshConfigsOf).map(({ settings }) => fieldsIn(settings));
    const values = objects.flatMap(chartValuesOf).map(({ settings }) => proxyIn(fieldsIn(settings)));
    this.isAutoMtls = !configs.some(({ enableAutoMtls }) => isFalse(enableAutoMtls));
    const modes = configs.map(({ defaultConfig }) => fieldsIn(defaultConfig).interceptionMode);
    this.annotations = {
      ...(modes.includes('NONE') ? { 'sidecar.istio.io/interceptionMode': 'NONE' } : {}),
      ...traffic('excludeInboundPorts', values),
      ...traffic('includeInboundPorts', values),
    };
  }
}

function proxyIn({ global }: Fields): Fields {
  return fieldsIn(fieldsIn(global).proxy);
}

function traffic(name: string, values: readonly Fields[]): Labels {
  const [first] = values.map((proxy) => proxy[name]).filter((value) => value !== undefined);
  return first === undefined ? {} : { [`traffic.sidecar.istio.io/${name}`]: String(first) };
}
