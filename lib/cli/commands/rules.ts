import { RULES } from '../../guardrails/rules';
import { Rule } from '../../guardrails/rules/rule';
import { Exit } from '../exit';
import { severityText, styleFor } from '../output/style';
import { write } from '../output/write';

/** `rules`: every rule on a line, or all that is known of each as JSON. */
export async function rules({ format }: { readonly format: 'table' | 'json' }): Promise<Exit> {
  await write(format === 'json' ? [`${JSON.stringify(RULES, undefined, 2)}\n`] : RULES.map(line));
  return Exit.CLEAN;
}

function line({ id, severity, title }: Rule): string {
  return `${id}  ${severityText(styleFor(process.stdout), severity, severity.padEnd(8))}  ${title}\n`;
}
