import { Rule } from './rule';

const RULES_PAGE = 'https://github.com/ack-secure-inference/ack-secure-inference/blob/main/docs/RULES.md';

/** Address of the section of docs/RULES.md about a rule. */
export function documentationUrl({ id }: Pick<Rule, 'id'>): string {
  return `${RULES_PAGE}#${id.toLowerCase()}`;
}
