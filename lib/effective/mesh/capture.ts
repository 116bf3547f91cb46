import { Membership } from './membership';
import { readPlainYaml } from '../../objects/documents/plain-yaml';
import { Labels } from '../../objects/label-selector';
import { Fields, fieldsIn } from '../../objects/unknown-fields';
import { MESH_DOORS } from '../doors/mesh';
import { PROXY_CONFIG_DOORS } from '../doors/proxy-config';

const CONFIG_DOOR = new RegExp(`(${PROXY_CONFIG_DOORS.filter((door) => door !== 'interceptionMode').join('|')})`);

/**
 * Whether inbound connections to a port pass the proxy by, as istio-iptables and the CNI plug-in are told. Of an interface
 * that is excluded nobody knows whether it is the only one.
 */
export function passesBy(membership: Membership, annotations: Labels, port: number): boolean {
  if (membership === 'ambient') {
    return annotations['ambient.istio.io/bypass-inbound-capture'] === 'true';
  }
  const traffic = (key: string) => annotations[`traffic.sidecar.istio.io/${key}`];
  if (interceptionMode(annotations) === 'NONE' || (traffic('excludeInterfaces') ?? '') !== '') {
    return true;
  }
  const included = traffic('includeInboundPorts') ?? '*';
  return included === '*' ? excludedPorts(annotations).includes(port) : !portsIn(included).includes(port);
}

/** Annotations by which another proxy runs than that of the mesh, or with another configuration. */
export function replacementsOf(annotations: Labels): string[] {
  const replaced = MESH_DOORS.filter(
    ({ key, shut, replacesProxy }) =>
      replacesProxy && annotations[key] !== undefined && !(shut?.includes(annotations[key]) ?? false),
  ).map(({ key }) => key);
  return CONFIG_DOOR.test(annotations[CONFIG] ?? '') ? [...replaced, CONFIG] : replaced;
}

const CONFIG = 'proxy.istio.io/config';

/** The annotation wins over that of ProxyConfig; what cannot be read surely may be any. */
function interceptionMode(annotations: Labels): unknown {
  const own = annotations['sidecar.istio.io/interceptionMode'];
  const written = annotations[CONFIG];
  if (own !== undefined || !/interceptionMode/.test(written ?? '')) {
    return own;
  }
  return fieldsIn(configIn(written)).interceptionMode ?? 'NONE';
}

function configIn(text: string): Fields {
  try {
    return fieldsIn(JSON.parse(text));
  } catch {
    return fieldsIn(readPlainYaml(text));
  }
}

export function excludedPorts(annotations: Labels): number[] {
  return portsIn(annotations['traffic.sidecar.istio.io/excludeInboundPorts']);
}

function portsIn(list = ''): number[] {
  return list.split(',').filter(Boolean).map(Number);
}
