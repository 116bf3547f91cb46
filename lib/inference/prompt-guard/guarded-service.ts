import { Mesh } from '../../kubernetes/mesh';
import { AbuseBudget } from '../abuse-budget';
import type { Operation } from '../connections';

/** The service in front of which a guard stands. */
export interface GuardedService {
  readonly name: string;
  readonly selector: Record<string, string>;
  readonly mesh: Mesh;
  readonly budget: AbuseBudget;
  /** What callers may ask. */
  readonly operations: readonly Operation[];
}
