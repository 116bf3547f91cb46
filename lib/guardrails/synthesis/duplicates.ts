import { Output } from './synthesized';
import { groupKindOf, nameOf } from '../../objects/pods';
import { describe } from '../../private/problems';

/** What identifies an object in a cluster; its version does not. Undefined where the API server gives the name. */
export function identityOf(manifest: Output['objects'][number]['manifest']): string | undefined {
  const { name, namespace } = manifest.metadata ?? {};
  return name === undefined
    ? undefined
    : `${groupKindOf(manifest)} ${namespace ? `${namespace}/` : ''}${nameOf(manifest)}`;
}

/** Objects of one kind, namespace and name: whichever is applied last replaces the others. */
export function duplicateErrors({ objects }: Output): string[] {
  const seen = new Map<string, string>();
  return objects.flatMap(({ construct, manifest }) => {
    const identity = identityOf(manifest);
    const { path } = construct.node;
    const first = identity === undefined ? undefined : seen.get(identity);
    if (identity !== undefined && first === undefined) {
      seen.set(identity, path);
    }
    return first === undefined
      ? []
      : [
          `[${path}] ${describe({
            what: 'object has the name of another one',
            got: `${identity}, also of [${first}]`,
            allowed: 'one object of a kind, namespace and name: what is applied last would replace the other',
            fix: 'give one of them another name or namespace',
          })}`,
        ];
  });
}
