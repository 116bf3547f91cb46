import type { Reading } from './plain-manifest';

/** Memory holds the manifests of about a thousand services; those of others are read again. */
const LIMIT = 20_000;

/** How an app of cdk8s is synthesized. */
const ENTRIES = ['synth', 'synthYaml'] as const;

type Entries = { [name in (typeof ENTRIES)[number]]?: () => unknown };

const ofApps = new WeakMap<object, CheckedManifests>();

/** Manifests that are read to be checked during a synthesis, so that all who check read each once. */
export class CheckedManifests {
  /** Those of an app that keeps them or is watched. */
  public static of(app: object): CheckedManifests | undefined {
    return ofApps.get(app);
  }

  /**
   * Keeps the manifests of an app that knows nothing of it. Its methods are wrapped, since nothing else tells one
   * synthesis from the next: `App` of cdk8s validates everything again before each chart that it writes.
   */
  public static watch(app: object): void {
    if (ofApps.has(app)) {
      return;
    }
    const checked = new CheckedManifests(app);
    for (const name of ENTRIES) {
      const entry = (app as Entries)[name];
      if (entry) {
        const value = () => checked.during(() => entry.call(app));
        Object.defineProperty(app, name, { value, configurable: true, writable: true });
      }
    }
  }

  private readonly manifests = new Map<object, Reading>();
  private running?: object;

  public constructor(app: object) {
    ofApps.set(app, this);
  }

  /** Stands for the synthesis that runs. */
  public get synthesis(): object | undefined {
    return this.running;
  }

  /** Keeps manifests while something runs: nothing may change between check and writing. */
  public during<T>(run: () => T): T {
    if (this.running) {
      return run();
    }
    this.running = {};
    try {
      return run();
    } finally {
      this.running = undefined;
      this.manifests.clear();
    }
  }

  /** Forgets what was read and found: something changed in between. */
  public restart(): void {
    if (this.running) {
      this.running = {};
      this.manifests.clear();
    }
  }

  /** The manifest of an object, as it was read first in this synthesis. */
  public read<T extends object>(object: T, read: (object: T) => Reading): Reading {
    const kept = this.manifests.get(object);
    if (kept) {
      return kept;
    }
    const reading = read(object);
    if (this.running && this.manifests.size < LIMIT) {
      this.manifests.set(object, reading);
    }
    return reading;
  }

  /** The manifest of an object if it was kept; it is not kept further. */
  public take(object: object): Reading | undefined {
    const reading = this.manifests.get(object);
    this.manifests.delete(object);
    return reading;
  }
}
