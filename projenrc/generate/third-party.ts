/** Writes the licences of bundled packages, and the software bill of materials of the package. */
import { readFileSync, writeFileSync } from 'node:fs';
import { bundledFolders } from '../command/bundled-packages';
import { bundledPackages, licencesText, sbomOf } from '../package/third-party';

const packages = bundledPackages(bundledFolders());
const self = JSON.parse(readFileSync('package.json', 'utf8'));
writeFileSync('vendor/THIRD-PARTY-LICENSES.txt', licencesText(packages));
writeFileSync('vendor/sbom.cdx.json', `${JSON.stringify(sbomOf(self, packages), undefined, 2)}\n`);
