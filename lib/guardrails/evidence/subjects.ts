import { Manifest } from '../../objects/manifest';
import { containersOf, isOfKinds, nameOf, podsOf } from '../../objects/pods';
import { metadataOf } from '../cel/metadata';
import { Rule } from '../rules/rule';

/** Where in an object a rule is asked, and which fields it reads there. */
export interface Application {
  /** Path of the pod or container; empty for the object itself. */
  readonly path: string;
  readonly fields: readonly string[];
}

/** Where a rule is asked in an object; nowhere if it is about others. */
export function applicationsOf(rule: Rule, object: Manifest): Application[] {
  const { match } = rule;
  switch (match.subject) {
    case 'object':
      return isOfKinds(object, match.kinds) ? [{ path: '', fields: fieldsAt(rule, { object: '' }) }] : [];
    case 'pod':
      return podsOf(object).map(({ path }) => ({ path, fields: fieldsAt(rule, podRoots(path)) }));
    case 'container':
      return podsOf(object).flatMap((pod) =>
        containersOf(pod).map(({ path }) => ({
          path,
          fields: fieldsAt(rule, { ...podRoots(pod.path), container: path }),
        })),
      );
    default:
      return [];
  }
}

/** Fields of a Terraform resource that a rule reads. */
export function resourceFields(rule: Rule): string[] {
  return fieldsAt(rule, { resource: '' });
}

/** How an object is named: `Deployment/inference/qwen`, without a namespace where it has none. */
export function objectName(object: Manifest): string {
  return [object.kind, object.metadata?.namespace, nameOf(object)].filter(Boolean).join('/');
}

/** Where the pod and its metadata are: the spec of a template lies beside its metadata. */
function podRoots(specPath: string): Record<string, string> {
  return { 'pod.spec': specPath, 'pod.metadata': specPath.replace(/(^|\.)spec$/, '$1metadata') };
}

function fieldsAt(rule: Rule, roots: Readonly<Record<string, string>>): string[] {
  return metadataOf(rule).fields.flatMap(({ root, path }) =>
    roots[root] === undefined ? [] : [[roots[root], ...path].filter(Boolean).join('.')],
  );
}
