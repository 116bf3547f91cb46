/** What programs of earlier versions wrote, in test/upgrades/<minor version>/, and what they write now. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { byIdentity, Objects } from './differences';
import { Manifest } from '../../lib/objects/manifest';
import { readChangelog } from '../../projenrc/release/changelog';
import { compareVersions } from '../../projenrc/release/versions';
import { filesBelow } from '../support/golden';

const HERE = __dirname;

/** Minor versions with a corpus, such as `0.2`. */
export const CORPORA = readdirSync(HERE)
  .filter((name) => /^\d+\.\d+$/.test(name))
  .sort(compareVersions);

/** Minor versions of the changelog: their corpora are never written again. */
export const RELEASED = new Set(
  readChangelog().releases.map(({ version }) => version.split('.').slice(0, 2).join('.')),
);

export const programsOf = (corpus: string): Record<string, (outdir: string) => { synth(): void }> =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- one folder for each version
  require(join(HERE, corpus, 'programs')).PROGRAMS;

const fileOf = (corpus: string, program: string) =>
  ['yaml', 'json'].map((ending) => join(HERE, corpus, `${program}.${ending}`)).find((file) => existsSync(file));

/** What the version of the corpus wrote. */
export function recorded(corpus: string, program: string): Objects {
  const file = fileOf(corpus, program);
  if (file === undefined) {
    throw new Error(
      `test/upgrades/${corpus}/${program}: not recorded: run \`npm run golden:update\` before its release`,
    );
  }
  return objectsIn(readFileSync(file, 'utf8'), file.endsWith('.json'));
}

export interface Written {
  readonly text: string;
  readonly isStack: boolean;
}

/** What this version writes. */
export function written(corpus: string, program: string, outdir: string): Written {
  mkdirSync(outdir, { recursive: true });
  programsOf(corpus)[program](outdir).synth();
  const files = filesBelow(outdir).filter((file) => /\.k8s\.yaml$|cdk\.tf\.json$/.test(file));
  const texts = files.map((file) => readFileSync(join(outdir, file), 'utf8'));
  return { text: withoutProgram(texts.join('---\n')), isStack: files[0].endsWith('.json') };
}

export const objectsOf = ({ text, isStack }: Written): Objects => objectsIn(text, isStack);

export function record(corpus: string, program: string, { text, isStack }: Written): void {
  if (RELEASED.has(corpus)) {
    throw new Error(`${corpus} is released, and what it wrote stays: list what changes in test/upgrades/intended.yaml`);
  }
  writeFileSync(join(HERE, corpus, `${program}.${isStack ? 'json' : 'yaml'}`), text);
}

function objectsIn(text: string, isStack: boolean): Objects {
  return isStack
    ? blocksOf(JSON.parse(text))
    : byIdentity(parseAllDocuments(text).map((document) => document.toJS() as Manifest));
}

/** Blocks of a stack by kind, type and name; all else by its key, but for what cdktf says about itself. */
function blocksOf(stack: Record<string, Record<string, Record<string, unknown>>>): Objects {
  const { resource, data, '//': _about, ...others } = stack;
  const blocks = Object.entries({ resource, data }).flatMap(([kind, types]) =>
    Object.entries(types ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]): [string, unknown] => [`${kind}/${type}/${name}`, body]),
    ),
  );
  return new Map([...blocks, ...Object.entries(others)]);
}

/** The program of the model guard is replaced in place (docs/UPGRADING.md), and reviewed where it is written. */
function withoutProgram(text: string): string {
  return text.replace(/^ {2}model-guard\.js: [^]*?^(?= {0,2}\S)/gm, '  model-guard.js: …\n');
}
