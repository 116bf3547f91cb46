import { SandboxRuntime } from '../kubernetes/sandbox-runtime';

/** What runs the containers of a node. */
export class NodeRuntime {
  /** Containerd with runc, in the version of the cluster. */
  public static readonly CONTAINERD = new NodeRuntime();

  /**
   * ACK Sandboxed-Container: pods that ask for it have a kernel of their own. Bare-metal instances only. ACK documents no
   * way to give a GPU to a sandboxed pod.
   *
   * @param version version of the sandbox, for example `2.2.0`
   */
  public static sandboxed(version: string): NodeRuntime {
    return new NodeRuntime(SandboxRuntime.RUNV, version);
  }

  private constructor(
    /** The sandbox that pods may ask for. */
    public readonly sandbox?: SandboxRuntime,
    /** Version of the sandbox. */
    public readonly version?: string,
  ) {}
}
