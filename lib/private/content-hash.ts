import { createHash } from 'node:crypto';

/** For the name of an object that cannot be changed on a cluster: another content is another object. */
export function contentHash(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 10);
}
