import { isIP } from 'node:net';

/** Docker Hub answers at another host than its images name. Source: Docker documentation, "Registry HTTP API V2". */
const API_HOSTS: Record<string, string> = { 'docker.io': 'registry-1.docker.io' };

const LOOPBACK = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]+)?$/;

/** Base URL of a registry. Without TLS nobody knows who says what a tag stands for: only this machine may do so. */
export function registryUrl(host: string): URL {
  return new URL(`${LOOPBACK.test(host) ? 'http' : 'https'}://${API_HOSTS[host] ?? host}/v2/`);
}

/** Images of Docker Hub without a folder are in `library`. */
export function apiRepository(host: string, repository: string): string {
  return host === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository;
}

/** @throws if what is sent to a URL or comes from it could be changed on the way */
export function assertSafe(url: URL): URL {
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.host));
  if (!isSafe) {
    throw new Error(`${url.protocol}//${url.host} is not reached over TLS`);
  }
  return url;
}

/**
 * Registries send readers on to hosts of the same operator, by their names. Addresses are of machines that the reader
 * reaches and the registry does not, such as the metadata service of a cloud.
 *
 * @throws if a redirection leads to an address that is not where it came from
 */
export function assertRedirection(from: URL, to: URL): URL {
  if (to.hostname !== from.hostname && isIP(to.hostname.replace(/^\[|\]$/g, '')) !== 0) {
    throw new Error(`${from.host} redirects to the address ${to.host}`);
  }
  return assertSafe(to);
}
