import { RuntimeContract } from './contract';
import { DeniedAct } from './denied-act';
import { ActOnNode, descriptionOf, RuntimeRule } from './rule';
import { RUNTIME_RULES } from './rules';

/** Acts that rules of Security Center deny for one service. */
export function deniedActs(contract: RuntimeContract): DeniedAct[] {
  return RUNTIME_RULES.filter((rule) => rule.appliesTo(contract)).flatMap((rule) =>
    Object.entries(rule.securityCenter(contract)).map(([part, act]) => deniedAct(rule, contract, part, act)),
  );
}

function deniedAct(rule: RuntimeRule, contract: RuntimeContract, part: string, act: ActOnNode): DeniedAct {
  return {
    name: [contract.namespace, contract.service, rule.id, part].join('-'),
    description: descriptionOf(rule, 'Denies'),
    process: '*',
    commandLine: '*',
    ...act,
  };
}
