import { PolicyControllerVerificationProps } from './policy-controller-props';
import { checkKeys, checkSome, pemText } from './signature-key';
import { checkPrefixes, IMAGE_VOLUMES, Verifier } from './verifier';
import { MANAGED_BY } from '../labels';

/** Source: sigstore/policy-controller#299. */
const EPHEMERAL_CONTAINERS =
  'ephemeral containers (kubectl debug) with a policy-controller of 2022 or older, ' +
  'whose webhook does not name pods/ephemeralcontainers';

/**
 * Objects of sigstore's policy-controller. A key without a transparency log: images of a private registry are in no
 * public one.
 *
 * Source: Sigstore documentation, "Policy Controller".
 */
export function policyController(id: string, props: PolicyControllerVerificationProps): Verifier {
  const { images, keys, injectedImages = [] } = props;
  const authorities = keys.map(({ name, publicKey }) => ({
    name,
    key: { data: pemText(publicKey), hashAlgorithm: 'sha256' },
  }));
  return {
    problems: [
      ...checkSome('images', images),
      ...checkPrefixes('image', images),
      ...checkPrefixes('injected image', injectedImages),
      ...checkKeys(keys),
    ],
    objects: {
      Policy: policy(id, images, authorities),
      ...(injectedImages.length > 0 && {
        Injected: policy(`${id}-injected`, injectedImages, [{ name: 'injected', static: { action: 'pass' } }]),
      }),
    },
    notCovered: [
      'namespaces without the label policy.sigstore.dev/include: "true"',
      EPHEMERAL_CONTAINERS,
      IMAGE_VOLUMES,
    ],
  };
}

function policy(name: string, prefixes: readonly string[], authorities: readonly object[]): object {
  return {
    apiVersion: 'policy.sigstore.dev/v1beta1',
    kind: 'ClusterImagePolicy',
    metadata: { name, labels: MANAGED_BY },
    spec: { mode: 'enforce', images: prefixes.map((prefix) => ({ glob: `${prefix}**` })), authorities },
  };
}
