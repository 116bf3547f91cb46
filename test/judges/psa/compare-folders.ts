/** Compares the pods of folders: `npx tsx test/judges/psa/compare-folders.ts <folder> ...`, one line a folder. */
import { basename } from 'node:path';
import { compared } from './pods-of-folder';
import { goBuild } from '../support/go';

async function main(folders: readonly string[]): Promise<void> {
  const binary = goBuild(__dirname, 'psa');
  for (const folder of folders) {
    const { both, refused, unreadable, inErrors, differences } = await compared(binary, folder);
    console.log(
      `${basename(folder)}: ${both} pods found by both, ${refused.baseline} refused by baseline, ` +
        `${refused.restricted} by restricted; ${unreadable} unreadable to the library, ${inErrors} in documents that check refuses; ${differences.length} differences`,
    );
    differences.forEach((difference) => console.log(`  ${difference}`));
  }
}

void main(process.argv.slice(2));
