import { EmittedObject } from './contribution';
import { Destination } from './destination';
import { DeclaredCall } from '../kubernetes/declared-calls';
import { Mesh } from '../kubernetes/mesh';
import { MeshKind } from '../kubernetes/mesh-kind';
import { joinedName } from '../private/joined-name';

/** No host at all, as a Sidecar of Istio writes it. */
const NOWHERE = '~/*';

/** What a service may open connections to. It grows while destinations are declared. */
export class Outbound {
  /** Hosts that the Sidecar knows. */
  public readonly sidecarHosts: string[];
  private readonly known = new Set<string>();

  /**
   * @param egress rules of the NetworkPolicy
   * @param hosts hosts that the Sidecar knows already
   * @param add adds an object to the service
   */
  public constructor(
    private readonly name: string,
    private readonly mesh: Mesh,
    public readonly egress: object[],
    hosts: readonly string[],
    private readonly add: (object: EmittedObject) => void,
  ) {
    this.sidecarHosts = hosts.length > 0 ? [...hosts] : [NOWHERE];
  }

  public allow({ _parts: { key, egress, meshHost, serviceEntry } }: Destination): void {
    if (this.known.has(key)) {
      return;
    }
    this.known.add(key);
    this.open([egress(this.mesh)], meshHost);
    if (serviceEntry && this.mesh.kind !== MeshKind.NONE) {
      const name = joinedName([this.name, key.replace(':', '.')], 'out');
      this.add({
        ...{ apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', name },
        body: { spec: serviceEntry },
      });
    }
  }

  /** Opens what a call of the service to another one needs. */
  public allowCall({ egress, meshHost }: DeclaredCall): void {
    this.open(egress, meshHost);
  }

  private open(rules: readonly object[], meshHost: string): void {
    this.egress.push(...rules);
    if (this.sidecarHosts[0] === NOWHERE) {
      this.sidecarHosts.shift();
    }
    if (!this.sidecarHosts.includes(meshHost)) {
      this.sidecarHosts.push(meshHost);
    }
  }
}
