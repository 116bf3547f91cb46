import { program } from './program';
import { NAME } from '../private/version';

/** Runs the command line. Exits by code, so that what is written is written out. */
export async function run(): Promise<void> {
  try {
    await program().parseAsync(process.argv);
  } catch (error) {
    process.exitCode = await exitOf(error as Error);
  }
}

async function exitOf(error: Error): Promise<number> {
  const [{ CommanderError }, { UsageError }, { InputError }, { Exit }] = await Promise.all([
    import('commander'),
    import('../scan/request.js'),
    import('../private/problems.js'),
    import('./exit.js'),
  ]);
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? Exit.CLEAN : Exit.BAD_INPUT;
  }
  if (error instanceof UsageError || error instanceof InputError) {
    process.stderr.write(`${NAME}: ${error.message}\n`);
    return Exit.BAD_INPUT;
  }
  // Node would end with 1, which says that something was found
  process.stderr.write(`${NAME}: a fault of this command: ${error.stack}\n`);
  return Exit.BAD_INPUT;
}
