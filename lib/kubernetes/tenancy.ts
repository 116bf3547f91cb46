import { IConstruct } from 'constructs';
import { KubernetesVersion } from './kubernetes-version';
import { Mesh } from './mesh';
import { recordOf } from '../private/app-record';

/** What a namespace gives to those in it. */
export interface NamespaceTerms {
  /** Construct path. */
  readonly path: string;
  /** Path of the chart that it is in. */
  readonly chart: string;
  readonly name: string;
  readonly mesh: Mesh;
  readonly version: KubernetesVersion;
  readonly cloudIdentity: boolean;
  /** Its quota, `spec.hard`. */
  readonly hard: Readonly<Record<string, string>>;
}

/** What a service asks of its namespace. */
export interface ServiceTerms {
  /** Construct path. */
  readonly path: string;
  /** Path of the chart that it is in. */
  readonly chart: string;
  readonly name: string;
  readonly namespace: string;
  readonly mesh: Mesh;
  readonly version: KubernetesVersion;
  /** Queue of Kueue that its pods wait in. */
  readonly queue?: string;
  /** Whether a webhook has to give it its cloud credentials. */
  readonly needsIdentityWebhook: boolean;
  /** What all replicas together count in a quota, by the names of `spec.hard`. */
  readonly demand: Readonly<Record<string, number>>;
}

/** Namespaces and services of an app. */
export class Tenancy {
  public static of(scope: IConstruct): Tenancy {
    return recordOf(scope, 'tenancy', () => new Tenancy());
  }

  public readonly namespaces: NamespaceTerms[] = [];
  private readonly known: ServiceTerms[] = [];
  private readonly byName = new Map<string, ServiceTerms[]>();

  private constructor() {}

  /** All services, in the order in which they were defined. */
  public get services(): readonly ServiceTerms[] {
    return this.known;
  }

  public addService(service: ServiceTerms): void {
    this.known.push(service);
    this.byName.set(keyOf(service), [...this.namesakesOf(service), service]);
  }

  /** Services of the same name in the same namespace, itself included. */
  public namesakesOf(service: ServiceTerms): readonly ServiceTerms[] {
    return this.byName.get(keyOf(service)) ?? [];
  }
}

function keyOf({ namespace, name }: ServiceTerms): string {
  return `${namespace}/${name}`;
}
