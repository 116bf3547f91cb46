import { gunzipSync } from 'node:zlib';

interface YamlLoader {
  loadAll(text: string): unknown[];
}

/** More than any manifest; ConfigMaps end at 1 MiB. */
const LONGEST = 4 * 1024 * 1024;

/** Fields that nothing but a pod, or a text about pods, has; their quotes may be escaped, as in JSON within JSON. */
const OF_PODS = /\b(containers|podSpec|hostPID|hostNetwork|securityContext)\b[\\"']*\s*:|\bkind\b[\\"']*\s*:/;

/** Whether a text may be YAML or JSON of something that runs. */
export function mayHoldPods(text: string): boolean {
  return text.length > 10 && OF_PODS.test(text);
}

/** Whether a text is longer than one that is read. */
export function isTooLong(text: string): boolean {
  return text.length > LONGEST;
}

const BASE64 = /^[A-Za-z0-9+/\s]{24,}={0,2}$/;
/** Base64 of what begins as gzip does. */
const GZIP = 'H4sI';
/** Helm keeps a release as base64 of base64 of what it compressed. */
const MOST_LAYERS = 4;

/** What a text is in base64, compressed or not, if that is a text that may hold pods. */
export function decodedText(text: string): string | undefined {
  let content = text;
  for (let layer = 0; layer < MOST_LAYERS && content.length <= LONGEST && BASE64.test(content.trimEnd()); layer += 1) {
    const bytes = Buffer.from(content, 'base64');
    content = (content.startsWith(GZIP) ? inflated(bytes) : bytes).toString('utf8');
  }
  return content !== text && mayHoldPods(content) ? content : undefined;
}

function inflated(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LONGEST });
  } catch {
    return Buffer.alloc(0); // is none, or larger than any manifest
  }
}

/** Documents of a text in YAML or JSON; undefined where it is neither. */
export function valuesInText(text: string): readonly unknown[] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return yamlValues(text);
  }
}

function yamlValues(text: string): readonly unknown[] | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- bundled to CommonJS, and loaded on first use
  const { loadAll } = require('../../../vendor/js-yaml.js') as YamlLoader;
  try {
    return loadAll(text);
  } catch {
    return undefined;
  }
}
