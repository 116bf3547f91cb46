import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { goModuleDir } from '../support/go';

/** CustomResourceDefinitions that published Go modules carry. */
const SOURCES = [
  { module: 'istio.io/api', version: 'v1.29.2', folder: 'kubernetes', file: /^customresourcedefinitions.gen.yaml$/ },
];

export function crdFiles(): string[] {
  return SOURCES.flatMap(({ module, version, folder, file }) => {
    const dir = join(goModuleDir(module, version), folder);
    return readdirSync(dir)
      .filter((entry) => file.test(entry))
      .map((entry) => join(dir, entry));
  });
}
