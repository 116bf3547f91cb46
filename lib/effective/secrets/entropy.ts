/** Runs of characters that keys are made of, long enough for one. A digest of an image or of a package is named before it. */
const RUN = /(?<![\w+/.-]|sha\d{1,3}[:=-])[A-Za-z0-9][\w+/-]{19,127}={0,2}(?![\w+/=.-])/gi;

/** What of a run is between the words of a name, such as that of a model. */
const BETWEEN_WORDS = /[-_]/;
const SHORTEST = 18;

/** First characters of what is encoded but not secret: digests of packages, DER and public keys in it, OpenSSH, gzip, zip, PNG, JPEG, GIF, protobuf messages of Kubernetes. */
const ENCODED =
  /^(sha\d{1,3}-|MI[IHGEF]|MFkwEwYHKoZIzj0C|MHYwEAYHKoZIzj0C|MCowBQYDK2VwAyEA|AAAA|H4sI|UEsD|iVBOR|\/9j\/|R0lG|azhz)/;

/** Values that are random by design, and public. */
const PUBLIC =
  /(^|[^a-z])((check)?sums?|digests?|hash(es)?|sha\d*|md5|integrity|fingerprints?|thumbprint|signatures?(_\d+)?|e_?tag|nonce|salt|u?uid|ids?|guid|versions?|revision|commit|ref|pub|public_?key|cert(ificate)?s?|ca_?(bundle|data)?|modulus|kid|jwks?|serial|image|cursor|trace|span|etc|patterns?|regex)$/;

/**
 * Whether a text holds a value that only a generator of keys writes: letters of both cases and digits in a run, of which
 * most follow one of another class. Words, hexadecimal digests, UUIDs and hashes of Kubernetes do not; what decodes to a text
 * is judged by that text.
 */
export function holdsRandomValue(text: string, words: string): boolean {
  return (
    text.length >= 20 &&
    text.length <= 400 &&
    /[a-z]/.test(text) &&
    /[A-Z]/.test(text) &&
    /\d/.test(text) &&
    !PUBLIC.test(words) &&
    !/[\n\r]/.test(text) &&
    [...text.matchAll(RUN)].some(([run]) => isRandom(run))
  );
}

function isRandom(run: string): boolean {
  const longest = run.split(BETWEEN_WORDS).reduce((one, other) => (other.length > one.length ? other : one));
  return (
    longest.length >= SHORTEST && new Set(longest).size >= 12 && !ENCODED.test(run) && isMixed(longest) && !isText(run)
  );
}

/** Of random letters and digits, 62 % of neighbours are of different classes; of words in camel case, a sixth. */
const MIXED = 0.33;

function isMixed(run: string): boolean {
  const counts: Record<CharacterClass, number> = { upper: 0, lower: 0, digit: 0, other: 0 };
  let changes = 0;
  let before: CharacterClass | undefined;
  for (const character of run) {
    const now = classOf(character);
    counts[now] += 1;
    changes += before !== undefined && before !== now ? 1 : 0;
    before = now;
  }
  const isOfEach = Math.min(counts.upper, counts.lower, counts.digit) >= 2;
  return isOfEach && changes >= MIXED * (run.length - 1) && lettersOfWords(run) <= run.length / 2;
}

/** Of random letters and digits, a fifth are in what looks like a word. */
function lettersOfWords(run: string): number {
  return (run.match(/[A-Z]?[a-z]{3,}/g) ?? []).join('').length;
}

type CharacterClass = 'upper' | 'lower' | 'digit' | 'other';

function classOf(character: string): CharacterClass {
  if (character >= 'a' && character <= 'z') {
    return 'lower';
  }
  if (character >= 'A' && character <= 'Z') {
    return 'upper';
  }
  return character >= '0' && character <= '9' ? 'digit' : 'other';
}

/** Whether a run is the base64 of a text, in any script. */
function isText(run: string): boolean {
  const decoded = Buffer.from(run, 'base64').toString('utf8');
  // eslint-disable-next-line no-control-regex -- bytes that no text has
  return !/[\x00-\x08\x0e-\x1f\x7f\ufffd]/.test(decoded);
}
