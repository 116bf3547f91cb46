import { barePodsObjects } from './bare-pods';
import { KritisVerificationProps } from './kritis-props';
import { checkKeys, pemText } from './signature-key';
import { checkNamespaces, IMAGE_VOLUMES, Verifier } from './verifier';
import { Problem } from '../../private/problems';
import { MANAGED_BY } from '../labels';

const API_VERSION = 'kritis.grafeas.io/v1beta1';

/** Source: ACK documentation, "Introduction to kritis-validation-hook": images that are commonly allowed. */
const ACK_IMAGES = 'registry*.*.aliyuncs.com/acs/*';

/** The last two parts of the host and the first of the path are fixed, or anybody could have a matching image. */
const PATTERN = /^([a-z0-9*-]+\.)*[a-z0-9-]+\.[a-z0-9-]+(:[0-9]+)?\/[a-z0-9._-]+(\/[a-z0-9._:@*-]+)*$/;

/** Objects of the add-on kritis-validation-hook. Source: ACK documentation, "Introduction to kritis-validation-hook". */
export function kritis(id: string, { namespaces, authorities, injectedImages }: KritisVerificationProps): Verifier {
  const patterns = injectedImages ?? [ACK_IMAGES];
  const perNamespace = namespaces.flatMap((namespace) => [
    ...authorities.map(({ name, keyId, publicKey }): [string, object] => [
      `Authority-${namespace}-${name}`,
      {
        apiVersion: API_VERSION,
        kind: 'AttestationAuthority',
        metadata: { name, namespace, labels: MANAGED_BY },
        spec: {
          noteReference: `namespaces/${name}`,
          publicKeyData: Buffer.from(pemText(publicKey)).toString('base64'),
          publicKeyId: keyId,
        },
      },
    ]),
    [
      `Policy-${namespace}`,
      {
        apiVersion: API_VERSION,
        kind: 'GenericAttestationPolicy',
        metadata: { name: id, namespace, labels: MANAGED_BY },
        spec: { attestationAuthorityNames: authorities.map(({ name }) => name) },
      },
    ] as [string, object],
  ]);
  const allowed = namespaces.flatMap((namespace) => patterns.map((namePattern) => ({ namePattern, namespace })));
  return {
    problems: [...checkNamespaces(namespaces), ...checkKeys(authorities), ...patterns.flatMap(checkPattern)],
    objects: {
      ...Object.fromEntries(perNamespace),
      ...(allowed.length > 0 && {
        Allowlist: {
          apiVersion: API_VERSION,
          kind: 'AdmissionAllowlist',
          metadata: { name: id, labels: MANAGED_BY },
          spec: { patterns: allowed },
        },
      }),
      ...barePodsObjects(id, namespaces),
    },
    notCovered: [
      'pods without a controller, and ephemeral containers (kubectl debug): a policy refuses them',
      IMAGE_VOLUMES,
    ],
  };
}

function checkPattern(pattern: string): Problem[] {
  return PATTERN.test(pattern)
    ? []
    : [
        {
          what: 'pattern of injected images is too wide',
          got: pattern,
          allowed: '<host>/<path> whose last two parts of the host and first of the path have no wildcard',
          fix: `give for example ${JSON.stringify(ACK_IMAGES)}; what matches runs without a signature`,
        },
      ];
}
