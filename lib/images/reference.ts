/** An image by tag in a named registry: `host[:port]/repository:tag`. */
export interface TaggedImage {
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
}

/** What to write where an image is asked for. */
export const TAGGED_FORM = '<registry host>/<repository>:<tag>';

/** Source: OCI Distribution Specification 1.1, "Pulling manifests", for repository and tag. */
const TAGGED =
  /^((?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?)\/([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*):([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$/;

/** Reads a reference; undefined unless it names a registry, a repository and a tag, and no digest. */
export function parseTagged(text: string): TaggedImage | undefined {
  const [, host, repository, tag] = TAGGED.exec(text) ?? [];
  return host !== undefined && namesRegistry(host) ? { host, repository, tag } : undefined;
}

/** A first part without a dot or a port is a folder of Docker Hub by custom, which says nothing of where an image is from. */
function namesRegistry(host: string): boolean {
  return host === 'localhost' || /[.:]/.test(host);
}
