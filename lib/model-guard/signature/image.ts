import { readBundle } from './bundle';
import { KeylessTrust, verifyKeyless } from './keyless';
import { decodeUtf8, parseJson } from '../json';

const STATEMENT = 'https://in-toto.io/Statement/v1';
/** Other statements of the same signer, such as those of how an image was built, are no signatures of it. */
const PREDICATE = 'https://sigstore.dev/cosign/sign/v1';

interface Statement {
  readonly _type?: unknown;
  readonly predicateType?: unknown;
  readonly subject?: readonly { readonly digest?: { readonly sha256?: unknown } }[];
}

/**
 * The signer of an image, by one of its bundles, as `cosign sign` makes them without a key. Nothing is fetched.
 *
 * @param bundles texts of Sigstore bundles
 * @param digest what must have been signed, `sha256:<hex>`
 * @param trust whose signatures count
 * @throws with what is wrong with each of them, if none is of the trusted signer
 */
export function imageSigner(bundles: readonly string[], digest: string, trust: KeylessTrust): string {
  const reasons: string[] = [];
  for (const text of bundles) {
    try {
      const signer = verifyKeyless(text, trust);
      checkStatement(parseJson(decodeUtf8(readBundle(text).payload)) as Statement, digest);
      return signer;
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new Error(
    reasons.length > 0
      ? `no signature holds: ${[...new Set(reasons)].slice(0, 3).join('; ')}`
      : 'not signed: no Sigstore bundle refers to it; sign it with cosign 3, or with cosign 2 and --new-bundle-format',
  );
}

function checkStatement({ _type, predicateType, subject }: Statement, digest: string): void {
  if (_type !== STATEMENT || predicateType !== PREDICATE) {
    throw new Error(`${JSON.stringify(predicateType)} is no signature of an image`);
  }
  const signed = Array.isArray(subject) ? subject.map((each) => `sha256:${String(each?.digest?.sha256)}`) : [];
  if (!signed.includes(digest)) {
    throw new Error(`what was signed is ${JSON.stringify(signed)}`);
  }
}
