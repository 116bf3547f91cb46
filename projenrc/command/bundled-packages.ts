import { BuildOptions, BuildResult, buildSync } from 'esbuild';

/** Folders of packages whose code some bundle holds, for example `node_modules/commander`. */
const folders = new Set<string>();

/** Bundles, and remembers which packages the bundle holds. */
export function bundle(options: BuildOptions): BuildResult {
  const result = buildSync({ ...options, metafile: true });
  for (const output of Object.values(result.metafile.outputs)) {
    // what was left out as unused is in no package
    const inputs = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    for (const [path] of inputs) {
      const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path) ?? [];
      if (folder !== undefined) {
        folders.add(folder);
      }
    }
  }
  return result;
}

/** Packages of all bundles so far. */
export function bundledFolders(): string[] {
  return [...folders].sort();
}
