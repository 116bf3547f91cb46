import { withBlockLists } from './blocks';
import { policyStatementsOf } from './policy-documents';
import { TerraformResource } from './resource';

/**
 * What rules read of the blocks of a stack: arguments with every block as a list, and beside them what no argument says.
 * Their names are in camel case, which no argument of a provider is.
 */
export function judgedArguments(resources: readonly TerraformResource[]): Map<TerraformResource, object> {
  const byAddress = new Map(resources.map((resource) => [`${resource.type}.${resource.name}`, resource]));
  return new Map(
    resources.map((resource) => [
      resource,
      {
        ...withBlockLists(resource.arguments),
        policyStatements: policyStatementsOf(resource, byAddress),
        // The start of every reference to it: `bucket == other.bucket || bucket.startsWith(other.referencePrefix)`.
        referencePrefix: `\${${resource.type}.${resource.name}.`,
      },
    ]),
  );
}
