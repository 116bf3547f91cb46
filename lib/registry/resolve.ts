import { Answer, PATIENCE, Patience } from './http';
import { checkManifest, MEDIA_TYPES } from './manifest';
import { digestOf, Repository } from './repository';
import { TaggedImage } from '../images/reference';

/** What a tag stands for now. */
export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
}

/**
 * Asks a registry what a tag stands for. The digest is computed from what it sent, not believed.
 *
 * @throws with what the registry or the network said
 */
export async function resolveTag(image: TaggedImage, patience: Patience = PATIENCE): Promise<Manifest> {
  const answer = await new Repository(image, patience).get(`manifests/${image.tag}`, MEDIA_TYPES);
  if (answer.status !== 200) {
    throw new Error(refusal(answer));
  }
  return manifestOf(answer);
}

function manifestOf({ headers, body }: Answer): Manifest {
  const mediaType = (headers.get('content-type') ?? '').split(';')[0].trim().toLowerCase();
  if (!MEDIA_TYPES.includes(mediaType)) {
    throw new Error(`the registry sent ${mediaType || 'no media type'}, which is no manifest that has a digest`);
  }
  const digest = digestOf(body);
  const claimed = headers.get('docker-content-digest');
  if (claimed !== null && claimed !== digest) {
    throw new Error(`the registry says ${claimed}, but sent ${digest}`);
  }
  checkManifest(body, mediaType);
  return { digest, mediaType };
}

const REASONS: Record<number, string> = {
  401: 'the credentials are wrong',
  403: 'the credentials do not allow to read it',
  404: 'the registry has no such image or tag',
};

function refusal({ status }: Answer): string {
  return `${REASONS[status] ?? 'the registry does not give it'}: HTTP ${status}`;
}
