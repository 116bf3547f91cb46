import { HARMLESS_ROLES, POWERFUL_ROLES } from '../../../effective/rights/built-in';
import { beyondHarmless, knownRights, RightsModel } from '../../../effective/rights/model';
import { Manifest } from '../../../objects/manifest';
import { nameOf } from '../../../objects/pods';
import { fieldsIn, listIn } from '../../../objects/unknown-fields';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

export const workloadRights: ModelRule = {
  id: 'SAI-IDN-044',
  name: 'workload-rights-not-known-harmless',
  title: 'Rights of a serving workload that nobody here can judge',
  rationale:
    'A binding gives the rights of a role that is written elsewhere, or that collects those of others, to whoever takes over the pod.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'bindings to service accounts of namespaces with GPU workloads, with all roles together',
    inCluster: 'it is about several objects together; SAI-IDN-014 and SAI-IDN-030 judge each binding and role alone',
  },
  judge: ({ rights }) => {
    const accounts = rights.serving;
    return rights.bindings
      .filter((binding) => rights.isBoundTo(binding, accounts))
      .map((subject) => ({ subject, path: 'roleRef', flaw: flawOf(rights, subject) }));
  },
  message:
    'a service account of a namespace that serves has rights beyond harmless reads, or rights that are not known',
  fix: 'bind a Role that is checked together with the binding, with get, list and watch of what is needed',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.3'],
    owaspK8s: ['K02'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};

/** Names that SAI-IDN-014 judges, and what a role itself allows, which SAI-IDN-030 does, are told once. */
function flawOf(rights: RightsModel, binding: Manifest): string | undefined {
  const { name, kind } = fieldsIn(binding.roleRef);
  const given = rights.rightsBy(binding);
  if (given === undefined) {
    const isJudged =
      kind !== 'Role' && [HARMLESS_ROLES, POWERFUL_ROLES].some((names) => RegExp(names).test(String(name)));
    return isJudged
      ? undefined
      : `${String(kind)} ${String(name)} ${knownRights(binding) ?? 'is not among these objects'}`;
  }
  const [foreign] = beyondHarmless(given.filter(({ role }) => nameOf(role) !== name));
  return foreign && `it collects ${nameOf(foreign.role)}, which may ${verbsOf(foreign.rule)}`;
}

function verbsOf(rule: Readonly<Record<string, unknown>>): string {
  return `${listIn(rule.verbs).map(String).join(', ')} ${listIn(rule.resources ?? rule.nonResourceURLs)
    .map(String)
    .join(', ')}`;
}
