import { goInstall } from './go';

/** Istio has no tags that the module proxy takes for its versions; this commit is of August 2026. */
export const ISTIO = 'istio.io/istio';
export const ISTIO_VERSION = 'v0.0.0-20260827124520-eed52ebb66ad';

export function installIstioctl(): string {
  return goInstall(`${ISTIO}/istioctl/cmd/istioctl`, ISTIO_VERSION);
}
