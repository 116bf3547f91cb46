import { ApiObject } from 'cdk8s';

/** Memory holds the manifests of about a thousand services; those of others are read again. */
const LIMIT = 20_000;

/** Manifests that were read to be checked and are to be written, so that each is read once. */
export class CheckedManifests {
  private readonly manifests = new Map<ApiObject, unknown>();
  private isOpen = false;

  /** Keeps manifests while something runs: nothing may change between check and writing. */
  public during<T>(run: () => T): T {
    this.isOpen = true;
    try {
      return run();
    } finally {
      this.isOpen = false;
      this.manifests.clear();
    }
  }

  public keep(object: ApiObject, manifest: unknown): void {
    if (this.isOpen && this.manifests.size < LIMIT) {
      this.manifests.set(object, manifest);
    }
  }

  /** The manifest of an object if it was kept; it is not kept further. */
  public take(object: ApiObject): unknown {
    const manifest = this.manifests.get(object);
    this.manifests.delete(object);
    return manifest;
  }
}
