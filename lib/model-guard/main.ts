import { parseArgs } from 'node:util';
import { ExitCode, runModelManifest, runModelPublish, runModelVerify } from './command';
import { CommandOption, MANIFEST_OPTIONS, PUBLISH_OPTIONS, VERIFY_OPTIONS } from './options';

const USAGE = 'usage: model-guard verify|publish|manifest <directory> [options]';
const output = {
  stdout: (text: string) => process.stdout.write(text),
  stderr: (text: string) => process.stderr.write(text),
};

/** The program of containers that have nothing but Node. */
async function main([command, ...rest]: string[]): Promise<ExitCode> {
  switch (command) {
    case 'verify':
      return runModelVerify(...parse(rest, VERIFY_OPTIONS), output);
    case 'publish':
      return runModelPublish(...parse(rest, PUBLISH_OPTIONS), output);
    case 'manifest':
      return runModelManifest(...parse(rest, MANIFEST_OPTIONS), output);
    default:
      throw new Error(`unknown command ${command}`);
  }
}

function parse(args: string[], options: readonly CommandOption[]): [target: string, flags: object] {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: Object.fromEntries(
      options.map(({ name, value, isRepeatable }) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', multiple: isRepeatable === true },
      ]),
    ),
  });
  if (positionals.length !== 1) {
    throw new Error('give one model');
  }
  return [positionals[0], Object.fromEntries(Object.entries(values).map(([name, value]) => [camelCase(name), value]))];
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    process.exitCode = ExitCode.UNREADABLE;
  },
);
