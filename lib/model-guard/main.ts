import { parseArgs } from 'node:util';
import { ExitCode, runModelManifest, runModelVerify } from './command';

const USAGE = `usage: model-guard verify <model> [options]
       model-guard manifest <directory> [--digest]
`;
const output = {
  stdout: (text: string) => process.stdout.write(text),
  stderr: (text: string) => process.stderr.write(text),
};

/** The program of the init container, which has nothing but Node. */
async function main(args: string[]): Promise<ExitCode> {
  const [command, ...rest] = args;
  switch (command) {
    case 'verify': {
      const { values, positionals } = parseArgs({
        args: rest,
        allowPositionals: true,
        options: {
          format: { type: 'string' },
          weights: { type: 'string', multiple: true },
          'allow-operator-domain': { type: 'string', multiple: true },
          'allow-template': { type: 'string', multiple: true },
          manifest: { type: 'string' },
          digest: { type: 'string' },
        },
      });
      return runModelVerify(
        onlyOne(positionals),
        { ...values, allowOperatorDomain: values['allow-operator-domain'], allowTemplate: values['allow-template'] },
        output,
      );
    }
    case 'manifest': {
      const options = { digest: { type: 'boolean' } } as const;
      const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options });
      return runModelManifest(onlyOne(positionals), values, output);
    }
    default:
      throw new Error(`unknown command ${command}`);
  }
}

function onlyOne(positionals: string[]): string {
  if (positionals.length !== 1) {
    throw new Error('give one model');
  }
  return positionals[0];
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n${USAGE}`);
    process.exitCode = ExitCode.UNREADABLE;
  },
);
