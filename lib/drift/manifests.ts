import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Expected } from './objects';
import { differencesOf, readPack } from '../guardrails/evidence/verify';
import { describe } from '../private/problems';
import { inputsOf } from '../scan/read';
import { UsageError } from '../scan/request';
import { Source } from '../scan/sources';

/**
 * Files of a folder that hold Kubernetes objects.
 *
 * @throws UsageError if the folder is not what its evidence says: what was not synthesized proves nothing
 */
export function manifestFiles(folder: string, publicKey?: string): string[] {
  const pack = readPack(folder);
  const problems = 'what' in pack ? [pack] : differencesOf(pack, folder, publicKey);
  if (problems.length > 0) {
    throw new UsageError(problems.map((problem) => `verify ${folder}: ${describe(problem)}`).join('\n'));
  }
  return Object.keys((pack as { files: object }).files).filter((name) => /\.ya?ml$/.test(name));
}

/**
 * Objects of files of a folder, one document at a time.
 *
 * @throws UsageError if a file cannot be read
 */
export async function* manifestsOf(folder: string, files: readonly string[]): AsyncGenerator<Expected> {
  const sources = files.map((name): Source => ({
    name,
    isNamed: true,
    read: () => createReadStream(join(folder, name), { encoding: 'utf8' }),
  }));
  const onProblem = ({ file, line, message }: { file: string; line: number; message: string }) => {
    throw new UsageError(`verify ${join(folder, file)}:${line}: ${message}`);
  };
  for await (const input of inputsOf(sources, { onProblem, onUnknown: () => undefined })) {
    // what an object wraps is applied by its operator, perhaps elsewhere
    if (input.kind === 'object' && !input.isWrapped) {
      yield { object: input.object, file: input.file };
    }
  }
}
