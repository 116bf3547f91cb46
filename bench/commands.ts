import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { FOLDER } from './folder';
import { jsii, prepareProject, prepareTsJest, singleFile, suite, suiteWithTsJest, tsc } from './inner-loop';
import { NAME } from './name';
import { PEERS } from './peers';
import { verify } from './peers/verify';
import { Command } from './workload';
import { CHECKOV, CheckovReport, installCheckov } from '../test/judges/support/checkov';
import { goInstall } from '../test/judges/support/go';

/** A program that is measured. */
interface Program {
  readonly prepare?: (objects: readonly object[], sizes: readonly number[]) => void;
  readonly command: (size: number) => string[];
}

const OBJECTS_A_FILE = 20;
/** Not below a folder whose name begins with a dot: checkov passes over these without a word. */
const DOCUMENTS = join(tmpdir(), 'ack-secure-inference-bench-documents');
const OWN_COMMAND = 'bin/ack-secure-inference.js';

let kubeScore: string;

const PROGRAMS: Readonly<Record<string, Program>> = {
  node: { command: () => [process.execPath, '-e', '0'] },
  version: { command: () => [process.execPath, OWN_COMMAND, '--version'] },
  check: {
    prepare: writeDocuments,
    command: (size) => [process.execPath, OWN_COMMAND, 'check', '--format', 'json', documents(size)],
  },
  'kube-score': {
    prepare: (objects, sizes) => {
      kubeScore = goInstall('github.com/zegl/kube-score/cmd/kube-score', 'v1.20.0');
      writeDocuments(objects, sizes);
    },
    command: (size) => [kubeScore, 'score', '--output-format', 'json', ...filesOf(size)],
  },
  checkov: {
    prepare: (objects, sizes) => {
      installCheckov();
      writeDocuments(objects, [OBJECTS_A_FILE, ...sizes]);
      const [program, ...args] = [...checkovOf(OBJECTS_A_FILE), '--soft-fail', '--compact', '--quiet'];
      const { summary } = JSON.parse(execFileSync(program, args, { encoding: 'utf8' })) as CheckovReport;
      if (!(summary.passed > OBJECTS_A_FILE)) {
        throw new Error(`checkov checks nothing of ${documents(OBJECTS_A_FILE)}`);
      }
    },
    command: checkovOf,
  },
  suite: { command: suite },
  'suite-ts-jest': { prepare: prepareTsJest, command: suiteWithTsJest },
  'single-file': { command: singleFile },
  jsii: { prepare: prepareProject, command: jsii },
  tsc: { prepare: prepareProject, command: tsc },
  ...Object.fromEntries(
    Object.entries(PEERS).map(([name, peer]) => {
      const folder = join(FOLDER, 'peers', name);
      const prepare = (objects: readonly object[]) => {
        peer.prepare(objects, folder);
        verify(name, peer, objects, folder);
      };
      return [name, { prepare, command: (size) => peer.command(size, folder) } satisfies Program];
    }),
  ),
};

/** Builds what the programs need, and writes what they read. */
export function prepareCommands(commands: readonly Command[], objects: readonly object[]): void {
  for (const name of new Set(commands.map((command) => command.name))) {
    const sizes = commands.filter((command) => command.name === name).map(({ size = 0 }) => size);
    PROGRAMS[name].prepare?.(objects, sizes);
  }
}

export function commandOf({ name, size = 0 }: Command): string[] {
  return PROGRAMS[name].command(size);
}

function checkovOf(size: number): string[] {
  const options = ['--skip-download', '--framework', 'kubernetes', '--output', 'json'];
  return [CHECKOV, ...options, '--directory', documents(size)];
}

function documents(size: number): string {
  return join(DOCUMENTS, String(size));
}

function filesOf(size: number): string[] {
  return Array.from({ length: size / OBJECTS_A_FILE }, (_, i) => join(documents(size), `team-${i}.yaml`));
}

/** As many documents, a file for each team. */
function writeDocuments(objects: readonly object[], sizes: readonly number[]): void {
  const text = objects.map((object) => stringify(object)).join('---\n');
  for (const size of sizes) {
    rmSync(documents(size), { recursive: true, force: true });
    mkdirSync(documents(size), { recursive: true });
    filesOf(size).forEach((file, i) => writeFileSync(file, text.replaceAll(NAME, `team-${i}`)));
  }
}
