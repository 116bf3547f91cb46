import { LiteralSecret, whatSecret } from './secrets';
import { textsOfFields } from './texts';
import { CREDENTIALS } from '../../private/secrets';
import { TerraformResource } from '../../terraform/resource';
import { withTexts } from '../../terraform/unknown';

/** What other rules look at: blocks of providers, and objects that Terraform applies to a cluster. */
const JUDGED_ELSEWHERE = /^(provider|backend)\.|^(kubernetes_|kubectl_manifest$|helm_release$)/;

/** Ciphertext, and identifiers of keys. */
const PUBLIC_ARGUMENT = /encrypted|(^|\.)encryption_key$/;

/** The `token` of a log index is a list of separators. */
const HAS_A_WORD = /\w{4}/;

/** Passwords of nodes have a rule of their own (SAI-NOD-007). */
const NODE_PASSWORD = /^alicloud_cs_.* password$/;

/**
 * Literal secrets among the arguments of a resource. A value that comes from elsewhere, such as a variable, is not literal;
 * a key of a known form is one wherever it comes from, since it lies in the plan.
 */
export function literalSecretsOfResource({
  type,
  arguments: args,
  references = {},
}: TerraformResource): LiteralSecret[] {
  if (JUDGED_ELSEWHERE.test(type)) {
    return [];
  }
  const { '//': comment, ...written } = withTexts(args) as Record<string, unknown>;
  return textsOfFields(written).flatMap((text) => {
    const what = whatSecret(text);
    const isByName = what !== undefined && !(what in CREDENTIALS);
    const [argument] = text.path.split(/[.[]/);
    const isElsewhere =
      (references[argument] ?? []).length > 0 ||
      !HAS_A_WORD.test(text.text) ||
      PUBLIC_ARGUMENT.test(text.path) ||
      NODE_PASSWORD.test(`${type} ${text.path}`);
    return what === undefined || (isByName && isElsewhere) ? [] : [{ path: text.path, name: text.name, what }];
  });
}
