/** Products that give a pod a kernel of its own. */
export enum SandboxKind {
  /** ACK Sandboxed-Container. */
  RUNV = 'runv',

  /** Kata Containers. */
  KATA = 'kata',

  /** A kernel in user space, `runsc`. */
  GVISOR = 'gvisor',
}

/** What a sandbox adds to every pod, on top of its requests. */
export interface SandboxOverhead {
  /** CPU of the sandbox, as a Kubernetes quantity, for example `250m`. */
  readonly cpu: string;

  /** Memory of the sandbox, as a Kubernetes quantity, for example `160Mi`. */
  readonly memory: string;
}

/** Options of a sandbox that is not part of ACK. */
export interface SandboxRuntimeOptions {
  /**
   * Name of the RuntimeClass.
   *
   * @default - the name of the sandbox: `kata` or `gvisor`
   */
  readonly name?: string;

  /**
   * Handler of the container runtime on the nodes.
   *
   * @default - the handler that the sandbox's own installation configures: `kata` or `runsc`
   */
  readonly handler?: string;

  /**
   * What the sandbox costs beside the pod's own requests.
   *
   * @default - what upstream ships: 250m and 160Mi for Kata, 100m and 64Mi for gVisor
   */
  readonly overhead?: SandboxOverhead;

  /** Labels of the nodes that have the runtime installed. Without them pods land on nodes that cannot start them. */
  readonly nodeLabels: { [key: string]: string };
}

/** A container runtime that gives a pod a kernel of its own. */
export class SandboxRuntime {
  /**
   * ACK Sandboxed-Container. ACK makes the RuntimeClass itself; it is referenced by name, since the storage driver
   * compares that name.
   *
   * Source: ACK documentation, "Differences between runC and runV".
   */
  public static readonly RUNV = new SandboxRuntime(SandboxKind.RUNV, 'runv', {
    nodeLabels: { 'alibabacloud.com/container-runtime': 'Sandboxed-Container.runv' },
  });

  /**
   * Kata Containers, installed by yourself.
   *
   * @param options names, overhead and nodes of the installation
   */
  public static kata(options: SandboxRuntimeOptions): SandboxRuntime {
    return new SandboxRuntime(SandboxKind.KATA, options.name ?? 'kata', options, {
      handler: options.handler ?? 'kata',
      overhead: options.overhead ?? { cpu: '250m', memory: '160Mi' },
    });
  }

  /**
   * GVisor, installed by yourself.
   *
   * @param options names, overhead and nodes of the installation
   */
  public static gvisor(options: SandboxRuntimeOptions): SandboxRuntime {
    return new SandboxRuntime(SandboxKind.GVISOR, options.name ?? 'gvisor', options, {
      handler: options.handler ?? 'runsc',
      overhead: options.overhead ?? { cpu: '100m', memory: '64Mi' },
    });
  }

  /** Labels of the nodes that run it. */
  public readonly nodeLabels: { [key: string]: string };

  private constructor(
    /** The product. */
    public readonly kind: SandboxKind,
    /** Name of the RuntimeClass that pods refer to. */
    public readonly runtimeClassName: string,
    nodes: { readonly nodeLabels: { [key: string]: string } },
    private readonly emitted?: { readonly handler: string; readonly overhead: SandboxOverhead },
  ) {
    this.nodeLabels = nodes.nodeLabels;
  }

  /** Whether the platform makes the RuntimeClass, so that none may be emitted. */
  public get isPlatformManaged(): boolean {
    return this.emitted === undefined;
  }

  /** @internal */
  public _runtimeClass(): { handler: string; overhead: object; scheduling: object } | undefined {
    return (
      this.emitted && {
        handler: this.emitted.handler,
        overhead: { podFixed: { ...this.emitted.overhead } },
        scheduling: { nodeSelector: this.nodeLabels },
      }
    );
  }
}
