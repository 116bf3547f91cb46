import { styleText } from 'node:util';
import { Severity } from '../../guardrails/rules/severity';

type Format = Parameters<typeof styleText>[0];

/** Colours of a terminal; plain text elsewhere. */
export type Style = (format: Format, text: string) => string;

const OF_SEVERITY: Record<Severity, Format> = {
  [Severity.CRITICAL]: ['bold', 'magenta'],
  [Severity.HIGH]: ['bold', 'red'],
  [Severity.MEDIUM]: 'yellow',
  [Severity.LOW]: 'cyan',
};

/** Whether a stream shows colours; the environment decides first, see no-color.org. */
export function styleFor(stream: { isTTY?: boolean; hasColors?(): boolean }): Style {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  const isWanted = NO_COLOR ? false : FORCE_COLOR ? FORCE_COLOR !== '0' : Boolean(stream.isTTY && stream.hasColors?.());
  return isWanted ? (format, text) => styleText(format, text) : (_, text) => text;
}

/** A severity in its colour. */
export function severityText(style: Style, severity: Severity, text: string = severity): string {
  return style(OF_SEVERITY[severity], text);
}
