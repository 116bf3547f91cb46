import { Command } from 'commander';
import { candidatesOf } from '../completion/candidates';
import { SCRIPTS } from '../completion/scripts';
import { Shell } from '../completion/shells';
import { Exit } from '../exit';
import { write } from '../output/write';

/** `completion`: writes what a shell reads to complete the command. */
export async function completion(shell: Shell): Promise<Exit> {
  await write([SCRIPTS[shell]]);
  return Exit.CLEAN;
}

/** `complete`: what that asks: a line for each value, none where the shell looks for files. */
export async function complete(program: Command, words: readonly string[]): Promise<Exit> {
  await write(candidatesOf(program, words).map(([value, description]) => `${value}\t${description}\n`));
  return Exit.CLEAN;
}
