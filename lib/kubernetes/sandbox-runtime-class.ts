import { Construct } from 'constructs';
import { addClusterObject } from './cluster-object';
import { MANAGED_BY } from './labels';
import { SandboxRuntime } from './sandbox-runtime';
import { Problems } from '../private/problems';

/**
 * The RuntimeClass of a sandbox that you installed yourself. Define it once for a cluster; services refer to it by name.
 */
export class SandboxRuntimeClass extends Construct {
  /**
   * Defines the RuntimeClass.
   *
   * @param scope chart that holds it
   * @param id construct id
   * @param runtime the sandbox
   * @throws if the platform makes the RuntimeClass itself
   */
  public constructor(scope: Construct, id: string, runtime: SandboxRuntime) {
    super(scope, id);
    const runtimeClass = runtime._runtimeClass();
    if (!runtimeClass) {
      const problems = new Problems(this.node.path);
      problems.add({
        what: 'RuntimeClass is made by the platform',
        got: runtime.runtimeClassName,
        allowed: 'SandboxRuntime.kata(...) or SandboxRuntime.gvisor(...)',
        fix: 'leave this construct out; the node pool brings the RuntimeClass, and a second one would take its place',
      });
      problems.throwIfAny();
    }
    addClusterObject(this, 'RuntimeClass', {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: runtime.runtimeClassName, labels: MANAGED_BY },
      ...runtimeClass,
    });
  }
}
