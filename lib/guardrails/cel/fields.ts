import { isModelRule, Rule } from '../rules/rule';

/** A field that a rule reads, for example `securityContext.privileged` of a container. */
export interface RuleField {
  readonly root: 'object' | 'container' | 'resource' | 'pod.spec' | 'pod.metadata';
  readonly path: readonly string[];
}

/** A chain of selections; a name before a bracket is a function. */
const SELECTION = /\b(object|container|resource|pod\.spec|pod\.metadata)((?:\.\??[A-Za-z_]\w*\b(?!\())+)/g;

/** Fields that the text of a rule reads, in order of appearance; none where a function decides. */
export function fieldsOf(rule: Rule): RuleField[] {
  if (isModelRule(rule)) {
    return [];
  }
  const fields = new Map<string, RuleField>();
  for (const [, root, selections] of rule.cel.matchAll(SELECTION)) {
    const path = selections.slice(1).replaceAll('?', '').split('.');
    fields.set([root, ...path].join('.'), { root: root as RuleField['root'], path });
  }
  return [...fields.values()];
}
