import { Autofix } from './autofix';
import { CelRule, Rule } from './rule';

/** What a rule looks at, in words. */
export function lookedAt({ match }: Rule): string {
  switch (match.subject) {
    case 'model':
      return match.looksAt;
    case 'object':
      return match.kinds
        .flatMap(({ group, kinds }) => kinds.map((kind) => (group ? `${kind}.${group}` : kind)))
        .join(', ');
    case 'terraform':
      return match.types.includes('*')
        ? 'every resource, data source and variable of Terraform'
        : match.types.join(', ');
    case 'pod':
      return 'every pod, also within a workload';
    case 'container':
      return 'every container of every pod, also init and ephemeral ones';
    case 'bundle':
      return 'all objects together, and all pods that run because of them';
  }
}

/** The text of a rule without the indentation that it has in its file. */
export function textOf({ cel }: CelRule): string {
  const lines = cel.replace(/^\n|\n\s*$/g, '').split('\n');
  const indent = Math.min(...lines.filter(Boolean).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** What `check --fix` writes for a rule. */
export function autofixText({ of, path, value, doubts }: Autofix): string {
  const reasons = doubts.map(({ reason }) => reason).join('; ');
  return `${path.join('.')}: ${JSON.stringify(value)} of the ${of}, if absent${reasons && `; not if ${reasons}`}`;
}
