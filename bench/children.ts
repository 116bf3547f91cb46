import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { prepareChecked } from './checked';
import { commandOf, prepareCommands } from './commands';
import { FOLDER } from './folder';
import { prepareModels } from './models';
import { Check, Command, Hashing, Usage, Workload } from './workload';

const LIBRARY = resolve('build/index.js');
const BINDINGS = resolve('build/alicloud/provider');
const OUTPUT = join(FOLDER, 'output');

/** Compiles the workloads, so that no child process measures a compiler, and writes what they read. */
export function prepareChildren(workloads: readonly Workload[]): void {
  buildSync({
    entryPoints: ['synth', 'floor', 'require', 'terraform', 'cdk8s-plus', 'hash', 'inspect', 'check']
      .map((name) => `bench/workloads/${name}.ts`)
      .concat('bench/fixture.ts', 'bench/terraform-unit.ts'),
    entryNames: '[name]',
    outdir: FOLDER,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { 'ack-secure-inference': LIBRARY },
    external: [LIBRARY, './fixture', './terraform-unit', './bindings'],
    define: { PACKAGE_VERSION: '""' },
    logLevel: 'warning',
  });
  mkdirSync(FOLDER, { recursive: true });
  const { manifestsOfTeam, manifestsOfService } = compiled<typeof import('./fixture')>('fixture');
  const team = manifestsOfTeam();
  writeFileSync(join(FOLDER, 'team.json'), JSON.stringify(team));
  writeFileSync(join(FOLDER, 'manifests.json'), JSON.stringify(manifestsOfService()));
  if (workloads.some(({ script }) => script === 'terraform')) {
    prepareTerraform();
  }
  prepareModels(workloads.filter((workload): workload is Hashing => workload.script === 'hash'));
  prepareChecked(workloads.filter((workload): workload is Check => workload.script === 'check'));
  prepareCommands(
    workloads.filter((workload): workload is Command => workload.script === 'command'),
    team,
  );
}

/** Writes the resources of a unit, and an index of the bindings that they need. */
function prepareTerraform(): void {
  const resources = compiled<typeof import('./terraform-unit')>('terraform-unit').resourcesOfUnit();
  writeFileSync(join(FOLDER, 'resources.json'), JSON.stringify(resources));
  const types = new Set(resources.map(({ type }) => type));
  const lines = readdirSync(BINDINGS).flatMap((folder) => {
    const file = join(BINDINGS, folder, 'index.js');
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- compiled above
    const exported = Object.entries(require(file) as Record<string, { tfResourceType?: string }>);
    return exported
      .filter(([, { tfResourceType }]) => types.has(tfResourceType ?? ''))
      .map(([name, { tfResourceType }]) => `exports.${tfResourceType} = require(${JSON.stringify(file)}).${name};\n`);
  });
  writeFileSync(join(FOLDER, 'bindings.js'), lines.join(''));
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- compiled above, against the built library
const compiled = <T>(name: string): T => require(join(FOLDER, `${name}.js`)) as T;

/** Runs a workload in a process of its own; the shell says what the kernel counted for it and its children. */
export function runChild(workload: Workload): Usage {
  const command = workload.script === 'command' ? commandOf(workload) : scriptOf(workload);
  const timed = `TIMEFORMAT='%R %U %S'; time "$@" >'${OUTPUT}' 2>'${OUTPUT}.errors'`;
  const { status, stderr } = spawnSync('bash', ['-c', timed, 'bash', ...command], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  const [wall, user, system] = stderr
    .trim()
    .split(' ')
    .map((seconds) => Number(seconds) * 1000);
  // Judges of manifests exit with 1 when they find something.
  if (!(wall > 0) || (status !== 0 && !(status === 1 && workload.script === 'command' && hasOutput()))) {
    throw new Error(`${command.slice(0, 4).join(' ')}: ${stderr}${readFileSync(`${OUTPUT}.errors`, 'utf8')}`);
  }
  const said = workload.script === 'command' ? {} : (JSON.parse(readFileSync(OUTPUT, 'utf8')) as Partial<Usage>);
  rmSync(OUTPUT);
  return { wall, total: user + system, work: user + system, ...said };
}

function hasOutput(): boolean {
  return statSync(OUTPUT).size > 0;
}

function scriptOf(workload: Exclude<Workload, Command>): string[] {
  const argument = workload.script === 'require' ? { ...workload, name: fileOf(workload.name) } : workload;
  return [process.execPath, join(FOLDER, `${workload.script}.js`), JSON.stringify(argument), join(FOLDER, 'dist')];
}

function fileOf(name: string | undefined): string | undefined {
  return name === 'ack-secure-inference' ? LIBRARY : name;
}
