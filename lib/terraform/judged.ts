import { withBlockLists } from './blocks';
import { policyStatementsOf } from './policy-documents';
import { relatedOf } from './relations';
import { addressOf, Fields, TerraformResource } from './resource';

/**
 * What rules read of the blocks of a stack: arguments with every block as a list, and beside them what no argument says.
 * Their names are in camel case, which no argument of a provider is.
 */
export function judgedArguments(resources: readonly TerraformResource[]): Map<TerraformResource, Fields> {
  const byAddress = new Map(resources.map((resource) => [addressOf(resource), resource]));
  const judged = new Map<TerraformResource, Fields>(
    resources.map((resource) => [
      resource,
      {
        ...withBlockLists(resource.arguments),
        policyStatements: policyStatementsOf(resource, byAddress),
        references: resource.references ?? {},
        typeName: resource.type,
      },
    ]),
  );
  const related = relatedOf(resources, judged);
  return new Map([...judged].map(([resource, args]) => [resource, { ...args, related: related.get(resource) }]));
}
