import { goInstall } from './go';

/** Istio has no tags that the module proxy takes for its versions; this commit is of August 2026. */
const VERSION = 'v0.0.0-20260827124520-eed52ebb66ad';

export function installIstioctl(): string {
  return goInstall('istio.io/istio/istioctl/cmd/istioctl', VERSION);
}
