import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Mesh } from '../../kubernetes/mesh';

/** A store that speaks the protocol of Redis over TLS, such as Tair, in which counters are kept. It exists already. */
export interface RateLimitStore {
  /** Host name of the store, as its certificate has it. */
  readonly host: string;

  /** Address ranges of the store. */
  readonly cidrs: string[];

  /**
   * Secret in the namespace of the chart: `auth`, a password or `user:password`, and `ca.crt`, the certificate of who signed
   * that of the store.
   */
  readonly secret: string;

  /**
   * Port of the store.
   *
   * @default 6379
   */
  readonly port?: number;
}

/** Properties of `RateLimitService`. */
export interface RateLimitServiceProps {
  /** Image of the service, by digest: `envoyproxy/ratelimit`. */
  readonly image: string;

  /** Where counters are kept. */
  readonly store: RateLimitStore;

  /**
   * Pods of the service. All of them count in the one store.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Mesh of its namespace, with sidecars.
   *
   * @default Mesh.asm()
   */
  readonly mesh?: Mesh;

  /**
   * Version of the cluster.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetesVersion?: KubernetesVersion;

  /**
   * Name of every object.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;
}
