/** Writes the JSON Schema of ack-secure-inference.yaml, from the options of the command. */
import { readFileSync, writeFileSync } from 'node:fs';

async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  // what esbuild puts into the command
  Object.assign(globalThis, { PACKAGE_VERSION: version });
  const { program } = await import('../../lib/cli/program.js');
  const { settingsSchema } = await import('../../lib/cli/settings/schema.js');
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'ack-secure-inference.yaml',
    ...settingsSchema(program()),
  };
  writeFileSync('vendor/settings.schema.json', `${JSON.stringify(schema, undefined, 2)}\n`);
}

export const written = main();
