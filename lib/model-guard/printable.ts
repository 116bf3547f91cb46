/**
 * Names of files come from whoever made the model. Characters that end a line, drive a terminal, turn text around or are
 * not seen are written as escapes, so that a name cannot say what the program did not.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u00a0\u3164\uffa0]/gu;

/** One line of output. */
export function printable(line: string): string {
  const escaped = line.replace(HIDDEN, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  // Runners of workflows take lines that begin so for commands.
  return escaped.replace(/^(\s*)(::|##\[|##vso\[|##teamcity\[)/, '$1\\$2');
}
