import { Mesh } from '../../kubernetes/mesh';
import { AbuseBudget } from '../abuse-budget';

/** The service in front of which a guard stands. */
export interface GuardedService {
  readonly name: string;
  readonly selector: Record<string, string>;
  readonly port: number;
  readonly mesh: Mesh;
  readonly budget: AbuseBudget;
  /** What callers may ask. */
  readonly operations: readonly { readonly method: string; readonly paths: readonly string[] }[];
}
