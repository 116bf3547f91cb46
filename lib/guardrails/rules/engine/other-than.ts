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

/**
 * Regular expression of values that are no path below a directory.
 *
 * @param directory with a slash at its end, normalized
 */
export function outsideOf(directory: string): string {
  const branches = Array.from(directory, (next, end) => `${escaped(directory.slice(0, end))}([^${inClass(next)}]|$)`);
  return `(${branches.join('|')}|${escaped(directory)}([.]|[^ ,}]*/[.]))`;
}

/**
 * Regular expression of words, of which one is no path below a directory. Each may have a name in front, `name=/path`, and
 * hold several paths with commas between them.
 *
 * @param directory with a slash at its end, normalized
 */
export function pathsOutsideOf(directory: string): string {
  const inside = `([^ =/]+=)?${escaped(directory)}[^ ]*`;
  const begins = directory[0];
  const outside = [
    '=',
    // neither a path nor a name with one, and no flag
    `[^ =${begins}-][^ =]*( |$)`,
    `[^ =${begins}-][^ =/]*/`,
    `${begins}${outsideOf(directory.slice(1))}`,
    `([^ =${begins}-][^ =]*=)${outsideOf(directory)}`,
    `[^ -][^ ]*,${outsideOf(directory)}`,
    `([^ =${begins}-][^ =]*=)?${escaped(directory)}[^ ]*/[.]`,
  ];
  return `(${inside} )*(${outside.join('|')})`;
}
