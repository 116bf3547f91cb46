import { EvidencePack } from '../../guardrails/evidence/pack';
import { differencesOf, readPack } from '../../guardrails/evidence/verify';
import { describe, Problem } from '../../private/problems';
import { UsageError } from '../../scan/request';
import { Exit } from '../exit';
import { write } from '../output/write';

/** Options as the command line gives them. */
export interface EvidenceFlags {
  readonly publicKey?: string;
}

/** `evidence verify`: everything by which a folder differs from its evidence, or what that there is nothing proves. */
export async function verifyFolder(folder: string, { publicKey }: EvidenceFlags): Promise<Exit> {
  const pack = readPack(folder);
  if ('what' in pack) {
    throw new UsageError(`evidence verify ${folder}: ${describe(pack)}`);
  }
  const differences = compare(pack, folder, publicKey);
  await write(differences.length > 0 ? differences.map(line) : [holds(pack, publicKey)]);
  return differences.length > 0 ? Exit.FINDINGS : Exit.CLEAN;
}

function compare(pack: EvidencePack, folder: string, publicKey: string | undefined): Problem[] {
  try {
    return differencesOf(pack, folder, publicKey);
  } catch (error) {
    throw new UsageError(`evidence verify ${folder}: ${(error as Error).message}`);
  }
}

function line(problem: Problem): string {
  return `${describe(problem)}\n`;
}

function holds({ files }: EvidencePack, publicKey: string | undefined): string {
  const proof = publicKey === undefined ? 'its signature was not looked at' : `signed by the key in ${publicKey}`;
  return `evidence holds; files: ${Object.keys(files).length}; ${proof}\n`;
}
