import { ApiObject } from 'cdk8s';

/** Memory holds the documents of about a thousand services; those of others are made again. */
const LIMIT = 20_000;

/**
 * What was read to be checked and is to be written, so that each object is read once. Kept as bytes: the collector of
 * garbage would walk through maps and lists, again and again, for as long as they are kept.
 */
export class CheckedDocuments {
  private readonly documents = new Map<ApiObject, Buffer>();
  private write?: (manifest: unknown) => Buffer;

  /** Keeps documents while something runs: nothing may change between check and writing. */
  public during<T>(write: (manifest: unknown) => Buffer, run: () => T): T {
    this.write = write;
    try {
      return run();
    } finally {
      this.write = undefined;
      this.documents.clear();
    }
  }

  public keep(object: ApiObject, manifest: unknown): void {
    if (this.write && this.documents.size < LIMIT) {
      this.documents.set(object, this.write(manifest));
    }
  }

  /** The document of an object if it was kept; it is not kept further. */
  public take(object: ApiObject): Buffer | undefined {
    const document = this.documents.get(object);
    this.documents.delete(object);
    return document;
  }
}
