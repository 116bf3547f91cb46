import { InputProblem, UnknownInput } from './data';
import { FindingLocation, ReportFinding } from './finding';

/** What a finding is about. */
export function objectText({ subject, namespace, location }: ReportFinding): string {
  return `${subject ?? (location ? 'the whole stack' : 'all objects')}${namespace ? ` in ${namespace}` : ''}`;
}

/** The field within the object; empty for the object itself. */
export function fieldText({ path, container }: ReportFinding): string {
  return [path, container && `(${container})`].filter(Boolean).join(' ');
}

export function placeText({ file, line, column }: FindingLocation): string {
  return `${file}:${line}:${column}`;
}

export function problemText(problem: InputProblem): string {
  return `${problemPlace(problem)}${problem.message}`;
}

/** What stands before a problem; nothing if it is one of the whole run. */
export function problemPlace(problem: InputProblem): string {
  return problem.file === '' ? '' : `${placeText(problem)}: `;
}

/** What was not understood, in one line. */
export function unknownText({ subject, namespace, path, location, message, accepted }: UnknownInput): string {
  const object = subject && `${subject}${namespace ? ` in ${namespace}` : ''}`;
  return [
    location && `${placeText(location)}:`,
    object,
    path,
    path || object ? `- ${message}` : message,
    acceptedText(accepted),
  ]
    .filter(Boolean)
    .join(' ');
}

function acceptedText(accepted: UnknownInput['accepted']): string | undefined {
  if (accepted === undefined) {
    return undefined;
  }
  const { reason, reference, expires } = accepted;
  return `(accepted: ${[reason, reference, expires && `until ${expires}`].filter(Boolean).join(', ')})`;
}

/** `2026-11-25T08:00:00.000Z` as a reader writes it. */
export function momentText(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A whole number with commas. `toLocaleString` takes 15 ms when it is first called, a tenth of a short run of the command. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * Characters that show nothing, or turn the direction of what follows, make one name look like another (CVE-2021-42574).
 * They are shown as their numbers.
 */
const HIDDEN = /[\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\uDB40[\uDC00-\uDDEF]/g;

export function visible(text: string): string {
  return text.replace(HIDDEN, numbered);
}

/** A terminal obeys these: a name could take back what was written before it, or write a verdict of its own. */
const CONTROL = /\p{Cc}/gu;

/** A value with all its texts as a terminal may show them. */
export function printable<T>(value: T): T {
  if (typeof value === 'string') {
    return visible(value).replace(CONTROL, numbered) as T;
  }
  if (Array.isArray(value)) {
    return value.map(printable) as T;
  }
  return typeof value === 'object' && value !== null
    ? (Object.fromEntries(Object.entries(value).map(([key, part]) => [printable(key), printable(part)])) as T)
    : value;
}

function numbered(character: string): string {
  return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
}
