import { RuntimeContract } from './contract';
import { descriptionOf, RuntimeRule } from './rule';
import { RUNTIME_RULES } from './rules';
import { Severity } from '../../guardrails/rules/severity';
import { joinedName } from '../../private/joined-name';

const PRIORITY: Record<Severity, string> = {
  [Severity.LOW]: 'NOTICE',
  [Severity.MEDIUM]: 'WARNING',
  [Severity.HIGH]: 'ERROR',
  [Severity.CRITICAL]: 'CRITICAL',
};

const OUTPUT =
  'evt_type=%evt.type process=%proc.name parent=%proc.pname command=%proc.cmdline exe=%proc.exepath user=%user.uid ' +
  'file=%fs.path.name connection=%fd.name';

/**
 * A Falco rules file for one service, as data. Rules stand in the order of how much they say: by default Falco reports the
 * first that matches. The engine version has every field that conditions read.
 */
export function falcoRules(contract: RuntimeContract): object[] {
  const macro = joinedName([contract.namespace, contract.service], 'engine').replace(/-/g, '_');
  const labels = Object.entries(contract.podLabels).map(([name, value]) => `k8s.pod.label[${name}] = ${value}`);
  const scope = [`k8s.ns.name = ${contract.namespace}`, ...labels, `container.name = ${contract.container}`];
  return [
    { required_engine_version: '0.31.0' },
    { macro, condition: scope.join(' and ') },
    ...RUNTIME_RULES.filter((rule) => rule.appliesTo(contract)).map((rule) => falcoRule(rule, contract, macro)),
  ];
}

function falcoRule(rule: RuntimeRule, contract: RuntimeContract, macro: string): object {
  return {
    rule: `${contract.namespace}/${contract.service} ${rule.id}`,
    desc: descriptionOf(rule, 'Detects'),
    condition: `${rule.falco(contract)} and ${macro}`,
    output: `${rule.title} in ${contract.namespace}/${contract.service} | ${OUTPUT}`,
    priority: PRIORITY[rule.severity],
    tags: ['ack-secure-inference', rule.id],
    source: 'syscall',
  };
}
