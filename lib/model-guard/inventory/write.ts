import { renameSync, writeFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { modelBom } from './bom';
import { readFacts } from './facts';
import { Proofs } from '../proofs';
import { Verified } from '../verify';

/** Writes the inventory that is asked for, if the model is safe: of what was refused, none would be true. */
export function writeInventory(target: string, verified: Verified, { sbom, sbomName }: Proofs): void {
  if (sbom === undefined || verified.report.verdict !== 'safe') {
    return;
  }
  if (!relative(resolve(target), resolve(sbom)).startsWith('..')) {
    throw new Error(`--sbom ${sbom} is within the model, which it would change: write it elsewhere`);
  }
  const name = sbomName ?? basename(resolve(target));
  const bom = modelBom({ name, ...verified, facts: readFacts(verified.listing) });
  // Whoever reads it sees the whole or nothing.
  writeFileSync(`${sbom}.part`, `${JSON.stringify(bom, undefined, 2)}\n`);
  renameSync(`${sbom}.part`, sbom);
}
