import { metadataOf } from '../../guardrails/cel/metadata';
import { RULES } from '../../guardrails/rules';
import { autofixText, lookedAt, textOf } from '../../guardrails/rules/describe-rule';
import { documentationUrl } from '../../guardrails/rules/documentation';
import { RETIRED } from '../../guardrails/rules/retired';
import { isModelRule, Rule } from '../../guardrails/rules/rule';
import { UsageError } from '../../scan/request';
import { Exit } from '../exit';
import { severityText, styleFor } from '../output/style';
import { wrap } from '../output/wrap';
import { write } from '../output/write';

const LABEL_WIDTH = 14;

/** `explain`: the description of a rule, its remediation and its CEL expression. */
export async function explain(id: string): Promise<Exit> {
  const canonical = id.startsWith('SAI-') || id.startsWith('sai-') ? id.toUpperCase() : id;
  const rule = RULES.find((candidate) => [candidate.id, candidate.name].includes(canonical));
  if (!rule) {
    throw new UsageError(`explain ${id}: ${RETIRED[canonical] ?? 'no rule has this id or name; `rules` lists all'}`);
  }
  await write(lines(rule));
  return Exit.CLEAN;
}

function* lines(rule: Rule): Generator<string> {
  const style = styleFor(process.stdout);
  const width = process.stdout.columns ?? Infinity;
  yield `${style('bold', `${rule.id}  ${rule.title}`)}\n\n`;
  for (const [label, value] of describe(rule, severityText(style, rule.severity))) {
    yield `${style('dim', label.padEnd(LABEL_WIDTH))}${wrap(value, width, LABEL_WIDTH)}\n`;
  }
  if (isModelRule(rule)) {
    return;
  }
  yield `\n${textOf(rule).replace(/^(?=.)/gm, '  ')}\n`;
}

function describe(rule: Rule, severity: string): [string, string][] {
  const fields = metadataOf(rule).fields.map(({ root, path }) => [root, ...path].join('.'));
  const frameworks = Object.entries(rule.frameworks).map(([name, ids]): [string, string] => [name, ids.join('; ')]);
  const parameters = Object.entries(rule.params ?? {}).map(([name, { description }]) => `${name}: ${description}`);
  const rows: [string, string][] = [
    ['name', rule.name],
    ['severity', severity],
    ['found when', rule.message],
    ['why', rule.rationale],
    ['fix', rule.fix],
    ['check --fix', rule.autofix ? autofixText(rule.autofix) : ''],
    ['looks at', lookedAt(rule)],
    ['fields', fields.join(', ')],
    ['in a cluster', isModelRule(rule) ? `not enforced, since ${rule.match.inCluster}` : ''],
    ['parameters', parameters.join('; ')],
    ['acceptable', rule.acknowledgeable ? 'yes, with a reason' : 'no: no other setting makes it safe'],
    ['in ACK', rule.ackPolicy ?? ''],
    ...frameworks,
    ['documentation', documentationUrl(rule)],
  ];
  return rows.filter(([, value]) => value !== '');
}
