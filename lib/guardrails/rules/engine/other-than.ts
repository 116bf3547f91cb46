import { escaped } from './flag-pattern';

/** What ends a value on a normalized command line: a space, or the punctuation of JSON. */
const END = ' ,}\\]';

/**
 * Regular expression of values other than some: RE2 has no negative look-ahead.
 *
 * @param values normalized values
 */
export function otherThan(values: readonly string[]): string {
  const beginnings = new Set(
    values.flatMap((value) => Array.from({ length: value.length + 1 }, (_, end) => value.slice(0, end))),
  );
  const branches = [...beginnings].map((beginning) => {
    const next = values.filter((value) => value.startsWith(beginning)).map((value) => value[beginning.length]);
    const followers = [...new Set(next.filter((character) => character !== undefined))].map(inClass).join('');
    const isValue = values.includes(beginning);
    const wrong = `[^${followers}${isValue ? END : ''}]`;
    return escaped(beginning) + (isValue ? wrong : `(${wrong}|$)`);
  });
  return `(${branches.join('|')})`;
}

function inClass(character: string): string {
  return /[\^\]\\-]/.test(character) ? `\\${character}` : character;
}
