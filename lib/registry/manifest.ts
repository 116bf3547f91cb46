const INDEXES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const IMAGES = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];

/** Images of one platform, and indexes of several; the older ones of Docker have no digest of their content. */
export const MEDIA_TYPES = [...INDEXES, ...IMAGES];

const DIGEST = /^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/**
 * A proxy may answer anything with the type that was asked for, and a digest of that is locked for good.
 *
 * Source: OCI Image Specification 1.1, "Image Index" and "Image Manifest", and its rule that the two types must agree.
 *
 * @throws if the bytes are no manifest of the type
 */
export function checkManifest(body: Buffer, mediaType: string): void {
  const manifest = parse(body);
  const own = manifest.mediaType ?? mediaType;
  if (own !== mediaType) {
    throw new Error(`the registry sent a manifest of type ${JSON.stringify(own)} as ${mediaType}`);
  }
  const parts = INDEXES.includes(mediaType) ? [manifest.manifests] : [[manifest.config], manifest.layers];
  const isWhole =
    manifest.schemaVersion === 2 && parts.every((part) => Array.isArray(part) && part.every(isDescriptor));
  const isEmpty = INDEXES.includes(mediaType) && (manifest.manifests as unknown[] | undefined)?.length === 0;
  if (!isWhole || isEmpty) {
    throw new Error(`the registry sent no ${INDEXES.includes(mediaType) ? 'index of images' : 'manifest of an image'}`);
  }
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(body.toString('utf8')) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // said below, as for any other JSON
  }
  throw new Error(`the registry sent ${body.length} bytes that are no manifest`);
}

function isDescriptor(value: unknown): boolean {
  const digest = (value as { digest?: unknown } | null)?.digest;
  return typeof digest === 'string' && DIGEST.test(digest);
}
