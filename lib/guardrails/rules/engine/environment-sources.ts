import { onCommandLine, SERVES } from './command-line';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const environmentSources: Rule = {
  id: 'SAI-ENG-007',
  name: 'engine-environment-not-visible',
  title: 'Environment from ConfigMaps, Secrets and files',
  severity: Severity.MEDIUM,
  rationale:
    'Every key of the ConfigMap or Secret becomes a variable, so that whoever may edit it can set LD_PRELOAD or a developer mode.',
  match: { subject: 'container' },
  cel: onCommandLine(`
    !${SERVES} || (
      container.?envFrom.orValue([]) == []
      && container.?env.orValue([]).all(variable, !dyn(variable).?valueFrom.?fileKeyRef.hasValue())
    )
  `),
  message:
    'an engine takes every variable of a ConfigMap or Secret, whatever it is called, or one from a file that others write',
  fix: 'list variables under env; of a ConfigMap with valueFrom.configMapKeyRef, and mount Secrets as files',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    owaspK8s: ['K03'],
    atlas: ['AML.M0011'],
  },
};
