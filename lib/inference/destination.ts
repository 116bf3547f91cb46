import { externalHosts } from '../kubernetes/external-hosts';
import { checkHostname } from '../kubernetes/hostnames';
import { Mesh } from '../kubernetes/mesh';
import { MeshKind } from '../kubernetes/mesh-kind';
import { checkName } from '../kubernetes/names';
import { cidrEgress, TUNNEL_PORT, podsPeer } from '../kubernetes/network';
import { checkPort } from '../kubernetes/port-number';
import { checkCidrs } from '../objects/cidr';
import { Problem } from '../private/problems';

/** A Service in the cluster, of the same mesh. */
export interface ServiceDestinationOptions {
  /** Namespace of the Service. */
  readonly namespace: string;

  /** Name of the Service. */
  readonly service: string;

  /** Labels of its pods. */
  readonly podLabels: { readonly [key: string]: string };

  /** TCP port that its pods listen on, 1 to 65535. Network policies look at it, whatever the port of the Service is. */
  readonly port: number;
}

/** A host outside the cluster. */
export interface HostDestinationOptions {
  /** Name of the host, for example `r-bp1.redis.rds.aliyuncs.com`. */
  readonly host: string;

  /** Address ranges of the host, for example of the vSwitch that a database is in. */
  readonly cidrs: string[];

  /**
   * TCP port of the host, 1 to 65535. What is sent to it must be TLS, with the name of the host in it (SNI): by this name the
   * mesh knows where it goes.
   *
   * @default 443
   */
  readonly port?: number;
}

interface DestinationParts {
  readonly key: string;
  readonly problems: Problem[];
  readonly egress: (mesh: Mesh) => object;
  /** As a Sidecar of Istio names it; a host outside is known in the namespace of whoever calls it. */
  readonly meshHost: string;
  /** Spec of the ServiceEntry by which a mesh knows it. */
  readonly serviceEntry?: object;
}

/** Where a service sends something, such as traces, blocks of its KV cache, or queries of a database. */
export class Destination {
  /**
   * A Service in the cluster, such as a collector of traces.
   *
   * @param options Service and its pods
   */
  public static service(options: ServiceDestinationOptions): Destination {
    const { namespace, service, podLabels, port } = options;
    return new Destination({
      key: `${service}.${namespace}:${port}`,
      meshHost: `${namespace}/${service}.${namespace}.svc.cluster.local`,
      egress: ({ kind }) => ({
        to: [podsPeer(namespace, podLabels)],
        ports: (kind === MeshKind.AMBIENT ? [port, TUNNEL_PORT] : [port]).map((each) => ({
          port: each,
          protocol: 'TCP',
        })),
      }),
      problems: [
        ...checkName('namespace of a destination', namespace),
        ...checkName('service of a destination', service),
        ...checkPort('a destination', port),
        ...checkLabels(podLabels),
      ],
    });
  }

  /**
   * A host outside the cluster, over TLS, such as a managed database.
   *
   * @param options host and its addresses
   */
  public static host(options: HostDestinationOptions): Destination {
    const { host, cidrs, port = 443 } = options;
    return new Destination({
      key: `${host}:${port}`,
      meshHost: `./${host}`,
      serviceEntry: externalHosts([host], port),
      egress: () => cidrEgress(cidrs, port),
      problems: [
        ...checkHostname('host of a destination', host),
        ...checkCidrs('range of a destination', cidrs),
        ...checkRanges(cidrs),
        ...checkPort('a destination', port),
      ],
    });
  }

  private constructor(
    /** @internal */
    public readonly _parts: DestinationParts,
  ) {}
}

function checkLabels(podLabels: object): Problem[] {
  return Object.keys(podLabels).length > 0
    ? []
    : [
        {
          what: 'destination has no pod labels',
          got: podLabels,
          allowed: 'at least one label',
          fix: 'give the labels of its pods; else every pod of the namespace could be reached',
        },
      ];
}

function checkRanges(cidrs: readonly string[]): Problem[] {
  return cidrs.length > 0
    ? []
    : [
        {
          what: 'destination has no address ranges',
          got: cidrs,
          allowed: 'at least one range',
          fix: 'give the range of the vSwitch that the host is in: network policies know no names',
        },
      ];
}
