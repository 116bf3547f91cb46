import { Argument, Command, Option } from 'commander';

/** A value that may follow, and what it means. */
export type Candidate = readonly [value: string, description: string];

/** Where a command line has got to. */
interface Place {
  readonly command: Command;
  /** Arguments before the word. */
  readonly given: number;
  /** Option whose value the word is. */
  readonly option?: Option;
}

/**
 * Finds what can stand in place of the last word; nothing where that is a file or free.
 *
 * @param program the command line
 * @param words words after the name of the program; the last is being written, and may be empty
 */
export function candidatesOf(program: Command, words: readonly string[]): Candidate[] {
  const word = words.at(-1) ?? '';
  const place = words.slice(0, -1).reduce(follow, { command: program, given: 0 });
  return possible(place, word).filter(([value]) => value.startsWith(word));
}

function follow({ command, given, option }: Place, word: string): Place {
  if (option !== undefined) {
    return { command, given };
  }
  if (word.startsWith('-')) {
    const named = command.options.find(({ long, short }) => word === long || word === short);
    return { command, given, option: named?.required ? named : undefined };
  }
  const next = command.commands.find((each) => each.name() === word);
  return next === undefined ? { command, given: given + 1 } : { command: next, given: 0 };
}

function possible({ command, given, option }: Place, word: string): Candidate[] {
  const help = command.createHelp();
  if (option !== undefined) {
    return choicesOf(option);
  }
  if (word.startsWith('-')) {
    return help.visibleOptions(command).map(({ long, description }) => [long!, description]);
  }
  const commands = help.visibleCommands(command);
  return commands.length > 0
    ? commands.map((each) => [each.name(), each.description()])
    : choicesOf(command.registeredArguments[given]);
}

function choicesOf(of: Option | Argument | undefined): Candidate[] {
  return (of?.argChoices ?? []).map((choice) => [choice, '']);
}
