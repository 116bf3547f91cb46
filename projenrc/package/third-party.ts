import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  /** Licence and notice, word for word. */
  readonly texts: readonly string[];
  /** SHA-512 of its tarball in hex, as the lock file has it. */
  readonly sha512?: string;
}

const LICENSE_FILE = /^(licen[cs]e|notice|copying)(\.(md|txt))?$/i;

/** Source: https://spdx.org/licenses/MIT.html */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify,
merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished
to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** What npm installed. @throws if a package has no licence, for then nobody may pass it on */
export function bundledPackages(folders: readonly string[]): BundledPackage[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { integrity?: string }>;
  };
  return folders.map((folder) => {
    const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => LICENSE_FILE.test(file));
    const texts =
      files.length > 0 ? files.sort().map((file) => textOf(join(folder, file))) : standardText(license, author);
    if (texts.length === 0) {
      throw new Error(`${folder}: bundled package without licence: got ${license}; bundle another package`);
    }
    return {
      ...{ name, version, license },
      texts,
      sha512: sha512Of(packages[folder]?.integrity),
    };
  });
}

/** For packages that declare a licence and ship no text of it. */
function standardText(license: string, author?: string | { name: string }): string[] {
  const holder = typeof author === 'string' ? author : author?.name;
  const texts: Record<string, string> = {
    'Apache-2.0': 'Apache License 2.0, whose text is in LICENSE of this package',
    ...(holder && { MIT: `Copyright (c) ${holder}\n\n${MIT}` }),
  };
  return license in texts ? [texts[license]] : [];
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim();
}

function sha512Of(integrity?: string): string | undefined {
  const [, base64] = /^sha512-(\S+)/.exec(integrity ?? '') ?? [];
  return base64 && Buffer.from(base64, 'base64').toString('hex');
}

/** Licences of all packages, as their authors ask for in copies. */
export function licencesText(packages: readonly BundledPackage[]): string {
  const rule = '-'.repeat(80);
  return [
    'ack-secure-inference contains code of these packages in bin/ and vendor/:',
    ...packages.map(({ name, version, license }) => `  ${name}@${version} (${license})`),
    ...packages.flatMap(({ name, version, texts }) => [rule, `${name}@${version}`, rule, ...texts]),
    '',
  ].join('\n');
}

/** Software bill of materials of the package, CycloneDX 1.6. Without time and serial number, so that builds are reproducible. */
export function sbomOf(self: { name: string; version: string; license: string }, packages: readonly BundledPackage[]) {
  const root = purl(self.name, self.version);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'library', 'bom-ref': root, ...licensed(self), purl: root } },
    components: packages.map(({ name, version, license, sha512 }) => ({
      type: 'library',
      'bom-ref': purl(name, version),
      ...licensed({ name, version, license }),
      purl: purl(name, version),
      hashes: sha512 ? [{ alg: 'SHA-512', content: sha512 }] : undefined,
    })),
    dependencies: [{ ref: root, dependsOn: packages.map(({ name, version }) => purl(name, version)) }],
  };
}

function licensed({ name, version, license }: { name: string; version: string; license: string }) {
  return {
    name,
    version,
    licenses: [/ (OR|AND|WITH) /.test(license) ? { expression: license } : { license: { id: license } }],
  };
}

function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
