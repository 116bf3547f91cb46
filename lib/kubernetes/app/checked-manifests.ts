import { ApiObject } from 'cdk8s';
import { Reading } from './plain-manifest';

/** Memory holds the manifests of about a thousand services; those of others are read again. */
const LIMIT = 20_000;

/** Manifests that were read to be checked and are to be written, so that each is read once. */
export class CheckedManifests {
  private readonly manifests = new Map<ApiObject, Reading>();
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

  public keep(object: ApiObject, reading: Reading): void {
    if (this.isOpen && this.manifests.size < LIMIT) {
      this.manifests.set(object, reading);
    }
  }

  /** The manifest of an object if it was kept; it is not kept further. */
  public take(object: ApiObject): Reading | undefined {
    const reading = this.manifests.get(object);
    this.manifests.delete(object);
    return reading;
  }
}
