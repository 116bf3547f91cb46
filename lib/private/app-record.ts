import { IConstruct } from 'constructs';

/**
 * What constructs of one app tell each other, whatever charts they are in and whichever is made first. It hangs on the root
 * of the app under a mark that all copies of this library in a process share.
 */
export function recordOf<T>(scope: IConstruct, name: string, make: () => T): T {
  const mark = Symbol.for(`ack-secure-inference.${name}`);
  const root = scope.node.root as unknown as Record<symbol, T | undefined>;
  return (root[mark] ??= make());
}
