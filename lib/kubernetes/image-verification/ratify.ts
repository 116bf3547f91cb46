import { RatifyVerificationProps } from './ratify-props';
import { checkCertificates, pemText } from './signature-key';
import { checkNamespaces, IMAGE_VOLUMES, Verifier } from './verifier';
import { Problem } from '../../private/problems';
import { MANAGED_BY } from '../labels';

const API_VERSION = 'config.ratify.deislabs.io/v1beta1';

/** Names under which the chart of Ratify has its own: objects with other names would stand beside those. */
const NAMES = { store: 'store-oras', verifier: 'verifier-notation', policy: 'ratify-policy' };
const TRUST_STORE = 'signers';

/**
 * Objects of Ratify, asked by Gatekeeper. Sources: ACK documentation, "Use Notation and Ratify for OCI artifact signing
 * and signature verification"; Ratify documentation, "Custom Resources"; Notary Project, "Trust policy".
 */
export function ratify(id: string, props: RatifyVerificationProps): Verifier {
  const { namespaces, certificates, registryInstanceId, trustedIdentities } = props;
  const providers = certificates.map((pem, index) => ({ name: `${id}-${index + 1}`, pem }));
  return {
    problems: [
      ...checkNamespaces(namespaces),
      ...checkCertificates(certificates),
      ...(trustedIdentities ?? []).flatMap(checkIdentity),
      ...checkInstance(registryInstanceId),
    ],
    objects: {
      ...Object.fromEntries(
        providers.map(({ name, pem }) => [
          `Certificate-${name}`,
          object('KeyManagementProvider', name, {
            type: 'inline',
            parameters: { contentType: 'certificate', value: pemText(pem) },
          }),
        ]),
      ),
      Store: object('Store', NAMES.store, {
        name: 'oras',
        parameters: {
          // without: two requests could be told two things
          cacheEnabled: false,
          ...(registryInstanceId && {
            authProvider: { name: 'alibabacloudAcrBasic', defaultInstanceId: registryInstanceId },
          }),
        },
      }),
      Verifier: object('Verifier', NAMES.verifier, {
        name: 'notation',
        artifactTypes: 'application/vnd.cncf.notary.signature',
        parameters: {
          verificationCertStores: { ca: { [TRUST_STORE]: providers.map(({ name }) => name) } },
          trustPolicyDoc: {
            version: '1.0',
            trustPolicies: [
              {
                name: id,
                registryScopes: ['*'],
                signatureVerification: { level: 'strict' },
                trustStores: [`ca:${TRUST_STORE}`],
                trustedIdentities: trustedIdentities ?? ['*'],
              },
            ],
          },
        },
      }),
      Policy: object('Policy', NAMES.policy, {
        type: 'config-policy',
        parameters: { artifactVerificationPolicies: { default: 'all' } },
      }),
      Constraint: {
        apiVersion: 'constraints.gatekeeper.sh/v1beta1',
        kind: 'RatifyVerification',
        metadata: { name: id, labels: MANAGED_BY },
        spec: {
          enforcementAction: 'deny',
          match: { kinds: [{ apiGroups: [''], kinds: ['Pod'] }], namespaces },
        },
      },
    },
    notCovered: [
      'sidecars are covered as well: sign them, or pods with one are refused',
      'ephemeral containers (kubectl debug), unless the webhook of Gatekeeper names pods/ephemeralcontainers and the ' +
        'template of RatifyVerification reads spec.ephemeralContainers: both come with the cluster',
      'workloads as such: their pods are refused, and a Deployment stays without',
      IMAGE_VOLUMES,
    ],
  };
}

function object(kind: string, name: string, spec: object): object {
  return { apiVersion: API_VERSION, kind, metadata: { name, labels: MANAGED_BY }, spec };
}

/** Source: Notary Project, "Trust policy": country, state and organization are required. */
function checkIdentity(identity: string): Problem[] {
  const isSubject = ['C', 'ST', 'O'].every((part) => new RegExp(`^x509\\.subject:.*\\b${part}=[^,]`).test(identity));
  return isSubject
    ? []
    : [
        {
          what: 'trusted identity is not a certificate subject',
          got: identity,
          allowed: 'x509.subject: with at least C, ST and O',
          fix: 'give for example "x509.subject: C=CN, ST=Zhejiang, O=Acme", or leave it out',
        },
      ];
}

function checkInstance(id: string | undefined): Problem[] {
  return id === undefined || /^cri-[a-z0-9]+$/.test(id)
    ? []
    : [
        {
          what: 'invalid registry instance id',
          got: id,
          allowed: 'cri- with letters and digits',
          fix: 'take it from the console of Container Registry, or from alicloud_cr_ee_instance',
        },
      ];
}
