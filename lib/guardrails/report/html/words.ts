import { html, Markup, visible } from './markup';
import { Severity } from '../../severity';
import { ControlStatus } from '../data';
import { ReportFinding } from '../finding';

/** How statuses are called; colour never says it alone. */
const STATUS_WORDS: Readonly<Record<ControlStatus, string>> = {
  held: 'holds',
  open: 'open',
  acknowledged: 'accepted',
  baseline: 'known',
};

export function severityChip(severity: Severity): Markup {
  return html`<span class="chip ${severity}">${severity}</span>`;
}

export function statusChip(status: ControlStatus): Markup {
  return html`<span class="chip status-${status}">${STATUS_WORDS[status]}</span>`;
}

export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

export function grouped(number: number): string {
  return number.toLocaleString('en-US');
}

/** `2026-11-25T08:00:00.000Z` as a reader writes it. */
export function moment(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
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

/** What a wide table scrolls in, also by keyboard. */
export function scrolling(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="Scrolls: ${label}" tabindex="0">${table}</div>`;
}

export function objectOf({ subject, namespace, location }: ReportFinding): string {
  return `${subject ?? (location ? 'the whole stack' : 'all objects')}${namespace ? ` in ${namespace}` : ''}`;
}
