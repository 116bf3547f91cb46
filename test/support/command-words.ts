import { Command } from 'commander';
import { program } from '../../lib/cli/program';

/** Words of each call of the command in a script. */
export function callsIn(code: string): string[][] {
  const lines = code.replaceAll(/\\\n/g, ' ').replaceAll(/#.*$/gm, '');
  return [...lines.matchAll(/(?:^|[|;&(] *|npx (?:--yes )?)ack-secure-inference ([^|>;&\n)]*)/gm)].map(([, words]) =>
    words.trim().split(/\s+/),
  );
}

/** The command that words name, and the words after it. */
export function commandOf(
  words: readonly string[],
  command: Command = program(),
): { command: Command; rest: string[] } {
  const next = command.commands.find((each) => each.name() === words[0]);
  return next ? commandOf(words.slice(1), next) : { command, rest: [...words] };
}

/** Options of a call that its command does not have. */
export function unknownOptions(words: readonly string[]): string[] {
  const { command, rest } = commandOf(words);
  const known = command.options.flatMap(({ long, short }) => [long, short]);
  const used = rest.filter((word) => word.startsWith('-') && word !== '-').map((word) => word.split('=')[0]);
  return used.filter((option) => !known.includes(option));
}
