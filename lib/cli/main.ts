import { NAME, VERSION } from '../private/version';

/** Says the version, or loads the rest, which Node takes as long to read as to start. */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.length === 1 && ['--version', '-V'].includes(args[0])) {
    process.stdout.on('error', ({ message }) => {
      process.stderr.write(`${NAME}: the output could not be written: ${message}\n`);
      process.exitCode = 2;
    });
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  const { run } = await import('./run.js');
  await run();
}

void main();
