import { EngineRoute, RouteAccess } from './engine-traffic';

/** Conditions and reason that a group of routes shares. */
export type RouteFacts = Pick<EngineRoute, 'enabledBy' | 'tasks' | 'port' | 'reason'>;

/** Routes written as `METHOD /path`, all with the same access. */
export function routes(access: RouteAccess, operations: readonly string[], facts: RouteFacts = {}): EngineRoute[] {
  return operations.map((operation) => {
    const [method, path] = operation.split(' ');
    return { method, path, access, ...facts };
  });
}
