import { IConstruct } from 'constructs';
import { Mesh } from './mesh';
import { DNS_EGRESS } from './network';
import { recordOf } from '../private/app-record';

/** That a workload calls a service: its end of the connection. */
export interface DeclaredCall {
  /** Namespace and service account of the workload that calls. */
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The service that it calls. */
  readonly to: { readonly namespace: string; readonly name: string };
  /** Its pods. */
  readonly podSelector: object;
  /** Rules of a NetworkPolicy that lead from its pods to the service. */
  readonly egress: readonly object[];
  /** The service as a Sidecar of Istio names it, `<namespace>/<host>`. */
  readonly meshHost: string;
}

type Listener = (call: DeclaredCall) => void;

/**
 * Calls that services of an app declare, in whatever order constructs are made: who calls and who is called may be in
 * different charts, and either may come first.
 */
export class DeclaredCalls {
  /** Those of the app that a construct is in. */
  public static of(scope: IConstruct): DeclaredCalls {
    return recordOf(scope, 'declared-calls', () => new DeclaredCalls());
  }

  private readonly calls: DeclaredCall[] = [];
  private readonly listeners: Listener[] = [];

  private constructor() {}

  /** Those declared so far. */
  public get all(): readonly DeclaredCall[] {
    return this.calls;
  }

  public declare(call: DeclaredCall): void {
    this.calls.push(call);
    this.listeners.forEach((listener) => listener(call));
  }

  /** Hears of every call, those before and those to come. */
  public listen(listener: Listener): void {
    this.calls.forEach(listener);
    this.listeners.push(listener);
  }
}

/** What every pod that calls needs: names are resolved, and the sidecar gets its certificate. */
export function callingPodsEgress(mesh: Mesh): object[] {
  return [DNS_EGRESS, ...mesh._contribution().egress];
}
