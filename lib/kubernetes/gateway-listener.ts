import { namespacesNamed } from './namespace-selector';

/** Port of the listener. */
export const HTTPS = 443;

/** Annotation by which a load balancer of Alibaba Cloud gets no public address. */
export const INTRANET_ADDRESS = { 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': 'intranet' };

/** Where a Gateway listens, and for whose routes. */
export interface HttpsListenerProps {
  readonly hostname: string;
  readonly certificateSecret: string;
  readonly routeNamespaces: readonly string[];
}

/** The listener of a Gateway that ends TLS with the certificate of a Secret. */
export function httpsListener({ hostname, certificateSecret, routeNamespaces }: HttpsListenerProps): object {
  return {
    ...{ name: 'https', port: HTTPS, protocol: 'HTTPS', hostname },
    tls: { mode: 'Terminate', certificateRefs: [{ name: certificateSecret }] },
    allowedRoutes: { namespaces: { from: 'Selector', selector: namespacesNamed(routeNamespaces) } },
  };
}
