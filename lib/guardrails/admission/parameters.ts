import { AdmissionOptions } from './admission-options';
import { checkCidrs } from '../../objects/cidr';
import { Problem } from '../../private/problems';
import { parametersOf } from '../evaluation/parameters-of';
import { Parameters } from '../evaluation/violation';
import { Rule } from '../rules/rule';

/** The ConfigMap that holds the parameters of rules, one value a line, so that they can be changed in the cluster. */
export interface ParameterSource {
  readonly name: string;
  readonly namespace: string;
}

/** What is wrong with values of parameters: a range that is none would match nothing, and let everything through. */
export function parameterProblems({ podRanges = [] }: AdmissionOptions): Problem[] {
  return checkCidrs('range of pods', podRanges);
}

export function parameterConfigMap(source: ParameterSource, rules: readonly Rule[], given: Parameters): object {
  const values = Object.assign({}, ...rules.map((rule) => parametersOf(rule, given))) as Record<string, string[]>;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...source },
    data: Object.fromEntries(Object.entries(values).map(([name, lines]) => [name, lines.join('\n')])),
  };
}

/** CEL: the parameters of rules, read from the ConfigMap that their binding names. */
export function parameterVariable(rules: readonly Rule[]): string {
  const entries = [...new Set(rules.flatMap(({ params = {} }) => Object.keys(params)))].map(
    (name) => `'${name}': params.?data[?'${name}'].orValue('').split('\\n').filter(line, line != '')`,
  );
  return `{${entries.join(', ')}}`;
}
