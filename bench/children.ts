import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { Usage, Workload } from './workload';

const FOLDER = resolve('.bench');
const LIBRARY = resolve('build/index.js');

/** Compiles the workloads, so that no child process measures a compiler, and writes the manifests that they read. */
export function prepareChildren(): void {
  buildSync({
    entryPoints: ['bench/workloads/synth.ts', 'bench/workloads/require.ts', 'bench/fixture.ts'],
    entryNames: '[name]',
    outdir: FOLDER,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { 'ack-secure-inference': LIBRARY },
    external: [LIBRARY, './fixture'],
    logLevel: 'warning',
  });
  mkdirSync(FOLDER, { recursive: true });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- compiled above, against the built library
  const { manifestsOfTeam, manifestsOfService } = require(join(FOLDER, 'fixture.js')) as typeof import('./fixture');
  writeFileSync(join(FOLDER, 'team.json'), JSON.stringify(manifestsOfTeam()));
  writeFileSync(join(FOLDER, 'manifests.json'), JSON.stringify(manifestsOfService()));
}

/** Runs a workload in a process of its own. */
export function runChild(workload: Workload): Usage {
  const argument = workload.script === 'require' ? { ...workload, name: fileOf(workload.name) } : workload;
  const args = [join(FOLDER, `${workload.script}.js`), JSON.stringify(argument), join(FOLDER, 'dist')];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', env: {} })) as Usage;
}

function fileOf(name: string | undefined): string | undefined {
  return name === 'ack-secure-inference' ? LIBRARY : name;
}
