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
    throw new Error(`${url.origin} is not reached over TLS`);
  }
  return url;
}
