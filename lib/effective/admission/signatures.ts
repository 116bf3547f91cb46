import { Manifest } from '../../objects/manifest';
import { groupKindOf } from '../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/**
 * Whether a policy refuses an image without a signature. Of policies that verify whatever they are given, and of conditions
 * that are expressions, the rules about their own kinds tell what they leave open (SAI-ADM-013 to SAI-ADM-015).
 */
export function demandsSignature(policy: Manifest, image: string): boolean {
  return VERIFIERS[groupKindOf(policy)]?.(fieldsIn(policy.spec), image) ?? false;
}

/** Kinds of policies that verify signatures, by API group. */
const VERIFIERS: Readonly<Record<string, (spec: Fields, image: string) => boolean>> = {
  'policy.sigstore.dev/ClusterImagePolicy': sigstore,
  'kyverno.io/ClusterPolicy': kyverno,
  'policies.kyverno.io/ImageValidatingPolicy': kyvernoImages,
  'kritis.grafeas.io/GenericAttestationPolicy': () => true,
  'constraints.gatekeeper.sh/RatifyVerification': ({ enforcementAction = 'deny' }) => enforcementAction === 'deny',
};

export const SIGNATURE_POLICIES: readonly string[] = Object.keys(VERIFIERS);

function sigstore({ mode = 'enforce', images, authorities }: Fields, image: string): boolean {
  const asked = listIn(authorities).map(fieldsIn);
  return (
    mode === 'enforce' &&
    asked.some((authority) => authority.static === undefined) &&
    listIn(images).some((each) => isGlob(String(fieldsIn(each).glob), image, '[^/]*'))
  );
}

function kyverno({ rules, validationFailureAction = 'Audit' }: Fields, image: string): boolean {
  return listIn(rules)
    .flatMap((rule) => listIn(fieldsIn(rule).verifyImages).map(fieldsIn))
    .some(
      ({ imageReferences, skipImageReferences, required, failureAction = validationFailureAction }) =>
        /^enforce$/i.test(String(failureAction)) &&
        required !== false &&
        listIn(imageReferences).some((glob) => isGlob(String(glob), image, '.*')) &&
        !listIn(skipImageReferences).some((glob) => isGlob(String(glob), image, '.*')),
    );
}

function kyvernoImages({ validationActions, matchImageReferences }: Fields, image: string): boolean {
  const actions = listIn(validationActions);
  const asked = listIn(matchImageReferences).map(fieldsIn);
  return (
    (actions.length === 0 || actions.includes('Deny')) &&
    (asked.length === 0 ||
      asked.some(({ glob, expression }) => expression !== undefined || isGlob(String(glob), image, '.*')))
  );
}

/** @param star what one asterisk stands for: to sigstore not a slash, to Kyverno anything */
function isGlob(glob: string, image: string, star: string): boolean {
  const parts = glob.split(/(\*+)/).map((part) => {
    const isStar = part.startsWith('*');
    return isStar ? (part.length > 1 ? '.*' : star) : part.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join('')}$`).test(image);
}
