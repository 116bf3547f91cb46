import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { adopt } from '../../adopt/adopt';
import { Fate } from '../../adopt/ledger';
import { writeTable } from '../../adopt/write-table';
import { Manifest } from '../../objects/manifest';
import { inputsOf } from '../../scan/read';
import { UsageError } from '../../scan/request';
import { sourcesOf } from '../../scan/sources';
import { Exit } from '../exit';
import { write } from '../output/write';
import { writeFiles } from '../output/write-files';

/** Options as the command line gives them. */
export interface AdoptFlags {
  readonly output: string;
  readonly force: boolean;
}

/** `adopt`: writes a program for inference servers that run already, and what became of every field. */
export async function adoptManifests(paths: readonly string[], { output, force }: AdoptFlags): Promise<Exit> {
  const manifests: Manifest[] = [];
  const problems: string[] = [];
  const told = {
    onProblem: ({ file, line, message }: { file: string; line: number; message: string }) =>
      void problems.push(`adopt: ${file}:${line}: ${message}`),
    onUnknown: ({ message, location }: { message: string; location?: { file: string } }) =>
      void process.stderr.write(`adopt: ${location?.file ?? ''}: not read: ${message}\n`),
  };
  for await (const input of inputsOf(sourcesOf(paths), told)) {
    if (input.kind === 'object' && !input.isWrapped) {
      manifests.push(input.object);
    }
  }
  if (problems.length > 0) {
    throw new UsageError(problems.join('\n'));
  }
  const { program, rows, services } = adopt(manifests);
  const files = { [join(output, 'adopted.ts')]: program, [join(output, 'adopted.md')]: writeTable(rows) };
  const existing = force ? [] : Object.keys(files).filter((path) => existsSync(path));
  if (existing.length > 0) {
    throw new UsageError(
      existing
        .map((path) => `adopt: ${path} exists; write elsewhere with --output, or replace it with --force`)
        .join('\n'),
    );
  }
  writeFiles(files);
  const counts = Object.values(Fate).map((fate) => `${rows.filter((row) => row.fate === fate).length} ${fate}`);
  await write([
    ...Object.keys(files).map((path) => `wrote ${path}\n`),
    `${services.length} inference servers in ${manifests.length} objects; ${rows.length} fields: ${counts.join(', ')}\n`,
    'next: decide what the table names, declare callers, synthesize, and check the result\n',
  ]);
  return services.length > 0 ? Exit.CLEAN : Exit.FINDINGS;
}
