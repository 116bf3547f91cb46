interface Pep440 {
  compare(a: string, b: string): number;
  /** Null for what is not a version. */
  explain(version: string): { readonly public: string } | null;
}

let loaded: Pep440 | undefined;

function pep440(): Pep440 {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a bundle that `generate` writes
  return (loaded ??= require('../../vendor/pep440.js') as Pep440);
}

/** Every service compares the version of its engine with that of each advisory and each flag. */
const parsed = new Map<string, string | undefined>();
const orders = new Map<string, number>();

/** Whether a version can be compared after PEP 440: `0.33.0`, `0.33.0rc1`, `0.33.0.post1`, `26.09`. */
export function isVersion(text: string): boolean {
  return releaseOf(text) !== undefined;
}

/**
 * Less than, equal to or greater than zero, as `a` is older than, the same as or newer than `b`. The part after `+` names
 * a build of the same release, for example `+cpu`, and is not compared.
 *
 * @throws if one of them is not a version
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [known(a), known(b)];
  const key = `${left} ${right}`;
  const order = orders.get(key) ?? pep440().compare(left, right);
  orders.set(key, order);
  return order;
}

function known(text: string): string {
  const release = releaseOf(text);
  if (release === undefined) {
    throw new Error(`not a version: ${text}`);
  }
  return release;
}

function releaseOf(text: string): string | undefined {
  if (!parsed.has(text)) {
    parsed.set(text, pep440().explain(text)?.public);
  }
  return parsed.get(text);
}
