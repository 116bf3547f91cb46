import { Command, Option } from 'commander';

/** Commands whose options a team shares, by path. Others are run once, or have nothing to agree on. */
const SHARED = ['check', 'policies', 'images lock', 'model verify', 'evidence verify', 'verify', 'preflight'];

/** Options that say what one run does; whoever wants that says it in the run. */
const OF_ONE_RUN = new Set(['check', 'config', 'fix', 'printRole', 'watch']);

/** Commands that read a settings file. */
export function sharedCommands(program: Command): Command[] {
  return SHARED.map((path) =>
    path.split(' ').reduce((command, name) => command.commands.find((each) => each.name() === name)!, program),
  );
}

/** Options of a command that a settings file may set. */
export function sharedOptions(command: Command): Option[] {
  return command.options.filter((option) => !OF_ONE_RUN.has(option.attributeName()));
}

/** Names of a command from the program down, which are its section of a settings file. */
export function sectionOf(command: Command): string[] {
  return command.parent ? [...sectionOf(command.parent), command.name()] : [];
}
