import { celTexts, WRITTEN_PODS } from './admission';
import { KyvernoVerificationProps } from './kyverno-props';
import { checkCertificates, checkKeys, checkSome, pemText } from './signature-key';
import { checkNamespaces, checkPrefixes, IMAGE_VOLUMES, Verifier } from './verifier';
import { MANAGED_BY } from '../labels';
import { namespacesNamed } from '../namespace-selector';

/** Keys of one's own: images of a private registry are in no public transparency log. */
const NO_PUBLIC_LOG = { insecureIgnoreTlog: true, insecureIgnoreSCT: true };

/** Source: kyverno/kyverno#16947 and #16275, which were seen with 1.18. */
const EPHEMERAL_CONTAINERS =
  'ephemeral containers (kubectl debug) with Kyverno before 1.19, which is asked about them and enforces nothing: ' +
  'allow nobody to update pods/ephemeralcontainers until then';

/**
 * The policy of Kyverno 1.17 or newer. It asks for pods; Kyverno derives the same for what has a pod template. An image
 * that no reference matches would pass unseen, so every one matches that is not injected.
 *
 * Source: Kyverno documentation, "ImageValidatingPolicy".
 */
export function kyverno(id: string, props: KyvernoVerificationProps): Verifier {
  const { namespaces, keys = [], certificates = [], injectedImages = [], pullSecrets } = props;
  const attestors = [
    ...keys.map(({ name, publicKey }) => ({
      name,
      cosign: { key: { data: pemText(publicKey), hashAlgorithm: 'sha256' }, ctlog: NO_PUBLIC_LOG },
    })),
    ...certificates.map((pem, index) => ({
      name: `certificate-${index + 1}`,
      notary: { certs: { value: pemText(pem) } },
    })),
  ];
  return {
    problems: [
      ...checkNamespaces(namespaces),
      ...checkSome('keys or certificates', attestors),
      ...(keys.length > 0 ? checkKeys(keys) : []),
      ...(certificates.length > 0 ? checkCertificates(certificates) : []),
      ...checkPrefixes('injected image', injectedImages),
    ],
    objects: {
      Policy: {
        apiVersion: 'policies.kyverno.io/v1',
        kind: 'ImageValidatingPolicy',
        metadata: { name: id, labels: MANAGED_BY },
        spec: {
          failurePolicy: 'Fail',
          validationActions: ['Deny'],
          webhookConfiguration: { timeoutSeconds: 15 },
          matchConstraints: {
            namespaceSelector: namespacesNamed(namespaces),
            resourceRules: WRITTEN_PODS,
          },
          matchImageReferences: [{ expression: isNotInjected(injectedImages) }],
          validationConfigurations: { mutateDigest: false, verifyDigest: true, required: true },
          ...(pullSecrets && { credentials: { secrets: pullSecrets } }),
          attestors,
          validations: [{ expression: isSigned(attestors), message: 'image is not signed by anybody who may' }],
        },
      },
    },
    notCovered: [EPHEMERAL_CONTAINERS, IMAGE_VOLUMES],
  };
}

function isNotInjected(prefixes: readonly string[]): string {
  return prefixes.length === 0 ? 'true' : `!${celTexts(prefixes)}.exists(prefix, ref.startsWith(prefix))`;
}

function isSigned(attestors: readonly { readonly name: string }[]): string {
  const trusted = attestors.map(({ name }) => `attestors['${name}']`).join(', ');
  return ['containers', 'initContainers', 'ephemeralContainers']
    .map((list) => `images.${list}.all(image, verifyImageSignatures(image, [${trusted}]) > 0)`)
    .join(' && ');
}
