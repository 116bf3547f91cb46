import { Transfer } from './jobs';
import { checkMetadata } from '../../kubernetes/common-metadata';
import { checkImage } from '../../kubernetes/container-image';
import { checkName } from '../../kubernetes/names';
import { checkReferences } from '../../kubernetes/pod-references';
import { checkCidrs } from '../../objects/cidr';
import { Problem } from '../../private/problems';
import { checkTokens } from '../../private/tokens';
import { checkDigest } from '../model-verification/model-digest';

/** Everything that is wrong with a verified model. */
export function checkProps({ name, props }: Transfer): Problem[] {
  const { fetch, verification, digest, incomingClaim, publishedClaim } = props;
  return [
    ...checkTokens('verified model', [digest, incomingClaim, fetch.image, fetch.command, fetch.args]),
    // the longest name of an object that is a label value too
    ...checkName('name of the jobs', `${name}-publish-0123456789`),
    ...checkDigest(digest),
    ...checkSameDigest(digest, verification._digest),
    ...checkName('claim that the model is fetched to', incomingClaim),
    ...checkOtherClaim(incomingClaim, publishedClaim),
    ...checkImage('image of the program that fetches', fetch.image),
    ...checkDirectory(fetch.args),
    ...checkCidrs('address range of the store', fetch.storeCidrs ?? []),
    ...fetch.identity._problems(),
    ...verification._problems(),
    ...checkMetadata(props),
    ...checkReferences(props),
  ];
}

/** Problems of the namespaces of models that one policy is about. */
export function checkNamespaces(namespaces: readonly string[]): Problem[] {
  return namespaces.length === 1
    ? []
    : [
        {
          what: 'verified models are in different namespaces',
          got: namespaces.join(', ') || 'no model',
          allowed: 'models of one namespace',
          fix: 'make a policy for each namespace',
        },
      ];
}

function checkSameDigest(digest: string, verified: string | undefined): Problem[] {
  return verified === undefined || verified === digest
    ? []
    : [
        {
          what: 'model is verified by another digest than it has',
          got: verified,
          allowed: digest,
          fix: 'give the same digest, or verify headers or a signature: the digest of the model is compared anyway',
        },
      ];
}

function checkOtherClaim(incoming: string, published: string): Problem[] {
  return incoming !== published
    ? []
    : [
        {
          what: 'model is fetched to the volume that it is served from',
          got: incoming,
          allowed: 'two claims',
          fix: 'make a claim of its own for what was not verified yet',
        },
      ];
}

function checkDirectory(args: readonly string[]): Problem[] {
  return args.some((arg) => arg.includes('$(MODEL_DIRECTORY)'))
    ? []
    : [
        {
          what: 'arguments of the program that fetches do not say where to',
          got: args,
          allowed: 'arguments with $(MODEL_DIRECTORY)',
          fix: "give it as the target, for example ['cp', '--recursive', 'oss://…/', '$(MODEL_DIRECTORY)/']",
        },
      ];
}
