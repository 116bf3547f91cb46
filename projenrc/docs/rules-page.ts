import { stringify } from 'yaml';
import { AREA_TITLES, areaOf } from '../../lib/guardrails/report/areas';
import { FRAMEWORK_TITLES } from '../../lib/guardrails/report/frameworks';
import { autofixText, lookedAt, textOf } from '../../lib/guardrails/rules/describe-rule';
import { RETIRED } from '../../lib/guardrails/rules/retired';
import { Frameworks, isModelRule, Rule } from '../../lib/guardrails/rules/rule';

/** The least that makes a rule hold, and the least that breaks it. */
export interface RuleSamples {
  readonly good: unknown;
  readonly bad: unknown;
}

/** docs/RULES.md: every rule with its text and samples, by area. */
export function rulesPage(rules: readonly Rule[], samplesOf: (rule: Rule) => RuleSamples): string {
  const areas = Object.entries(AREA_TITLES).map(([area, title]) => ({
    title,
    rules: rules.filter(({ id }) => areaOf(id) === area),
  }));
  return [
    '# Rules',
    '',
    '<!-- Written by `npm run rules-page` from lib/guardrails/rules and their samples in test/guardrails/rules. -->',
    '',
    `${rules.length} rules. Most are one CEL text each, which synthesis, \`ack-secure-inference check\` and, where an API server sees enough,`,
    'admission policies evaluate; see [how to use them](GUARDRAILS.md). Rules without a text are functions over several',
    'objects and what is in force because of them, which synthesis and `check` evaluate. A sample shows only what the rule looks at: fields of a',
    'container, of a pod, of an object or of a Terraform resource.',
    '',
    ...areas.map(({ title, rules: own }) => `- [${title}](#${anchor(title)}): ${own.length}`),
    ...areas.flatMap(({ title, rules: own }) => [
      '',
      `## ${title}`,
      '',
      '| rule | name | severity | |',
      '|---|---|---|---|',
      ...own.map(
        (rule) => `| [${rule.id}](#${anchor(rule.id)}) | \`${rule.name}\` | ${rule.severity} | ${rule.title} |`,
      ),
      ...own.flatMap((rule) => section(rule, samplesOf(rule))),
    ]),
    '',
    '## Retired',
    '',
    ...retired(),
    '',
  ].join('\n');
}

function retired(): string[] {
  const ids = Object.entries(RETIRED).map(([id, reason]) => `- ${id}: ${reason}`);
  return ids.length > 0 ? ids : ['No rule was retired so far. The id of a retired rule is never used again.'];
}

/** As GitHub names headings. */
function anchor(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}

function section(rule: Rule, { good, bad }: RuleSamples): string[] {
  return [
    '',
    `### ${rule.id}`,
    '',
    `**${rule.title}** (\`${rule.name}\`, ${rule.severity}): ${rule.message}. ${rule.rationale} Fix: ${rule.fix}.`,
    '',
    ...facts(rule).map(([name, value]) => `- ${name}: ${value}`),
    '',
    ...(isModelRule(rule) ? [] : [...fenced('cel', textOf(rule)), '']),
    'Good, then bad:',
    '',
    ...fenced('yaml', stringify(good, { lineWidth: 0 }).trimEnd()),
    '',
    ...fenced('yaml', stringify(bad, { lineWidth: 0 }).trimEnd()),
  ];
}

function facts(rule: Rule): [string, string][] {
  const parameters = Object.entries(rule.params ?? {});
  const frameworks = Object.entries(rule.frameworks) as [keyof Frameworks, readonly string[]][];
  return [
    ['Looks at', lookedAt(rule)],
    ...(isModelRule(rule) ? [['In a cluster', `not enforced, since ${rule.match.inCluster}`] as [string, string]] : []),
    ...(rule.autofix ? [['`check --fix` writes', autofixText(rule.autofix)] as [string, string]] : []),
    ['Risk can be accepted', rule.acknowledgeable ? 'yes, with a reason' : 'no: no other setting makes it safe'],
    ...parameters.map(([name, { description }]): [string, string] => [`Parameter \`${name}\``, description]),
    ...(rule.ackPolicy ? [['Nearest policy of ACK', `\`${rule.ackPolicy}\``] as [string, string]] : []),
    ...frameworks.map(([name, ids]): [string, string] => [FRAMEWORK_TITLES[name], ids.join('; ')]),
  ];
}

function fenced(language: string, text: string): string[] {
  return [`\`\`\`${language}`, text, '```'];
}
