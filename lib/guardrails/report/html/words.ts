import { html, Markup } from './markup';
import { Severity } from '../../rules/severity';
import { ControlStatus } from '../data';
import { visible } from '../text';

/** How statuses are called; colour never says it alone. */
const STATUS_WORDS: Readonly<Record<ControlStatus, string>> = {
  held: 'holds',
  open: 'open',
  acknowledged: 'accepted',
  baseline: 'known',
  unjudged: 'not judged',
};

export function severityChip(severity: Severity): Markup {
  return html`<span class="chip ${severity}">${severity}</span>`;
}

export function statusChip(status: ControlStatus): Markup {
  return html`<span class="chip status-${status}">${STATUS_WORDS[status]}</span>`;
}

/** A value of a machine: names, paths, digests. */
export function code(text: string): Markup {
  return html`<code>${text}</code>`;
}

/** The beginning of a text, where there is no room for all of it. */
export function cut(text: string, length: number): string {
  const characters = [...visible(text)];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}
