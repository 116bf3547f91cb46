import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { FOLDER } from './folder';
import { NAME } from './name';
import { Check } from './workload';

/** How a file is written: what it begins with, each part of it, and what it ends with. */
interface Shape {
  readonly before: string;
  readonly part: (i: number, team: readonly object[]) => string;
  readonly after: string;
}

/** Every file ends with it, so that a file that was not read to its end shows. */
const BAD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'bad', namespace: 'bad' },
  spec: { containers: [{ name: 'bad', image: 'a', securityContext: { privileged: true } }] },
};
const BAD_DOCUMENT = `---\n${stringify(BAD)}`;
const DEPTH = 60;
const HEAD_OF_CUSTOM = 'apiVersion: example.com/v1\nkind: Graph\nmetadata:\n  name: wide\nspec:\n';
const HEAD_OF_TEXT = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: long\ndata:\n  notes.txt: |\n';

const teamNumber = (text: string, i: number) => text.replaceAll(NAME, `team-${i}`);

/** A map in a map, as deep as `DEPTH`, below a key of its own. */
const deep = (i: number) =>
  `  node-${i}:\n${Array.from({ length: DEPTH }, (_, depth) => `${' '.repeat(4 + depth)}next:\n`).join('')}` +
  `${' '.repeat(4 + DEPTH)}value: ${i}\n`;

/** Files of four shapes. */
const SHAPES = {
  documents: {
    before: '',
    part: (i, team) => teamNumber(team.map((object) => `---\n${stringify(object)}`).join(''), i),
    after: BAD_DOCUMENT,
  },
  line: {
    before: '{"apiVersion":"v1","kind":"List","items":[',
    part: (i, team) => teamNumber(team.map((object) => `${JSON.stringify(object)},`).join(''), i),
    after: `${JSON.stringify(BAD)}]}`,
  },
  nested: { before: HEAD_OF_CUSTOM, part: deep, after: BAD_DOCUMENT },
  text: {
    before: HEAD_OF_TEXT,
    part: (i) => `    line ${i}: of a text, with "quotes", a https://host.example/path and kind: words\n`,
    after: BAD_DOCUMENT,
  },
} as const satisfies Record<string, Shape>;

export type CheckedShape = keyof typeof SHAPES;
export const CHECKED_SHAPES = Object.keys(SHAPES) as CheckedShape[];

export function checkedFile({ shape, megabytes }: Pick<Check, 'shape' | 'megabytes'>): string {
  return join(FOLDER, 'checked', `${shape}-${megabytes}.yaml`);
}

/** Writes the files that are checked. */
export function prepareChecked(workloads: readonly Check[]): void {
  mkdirSync(join(FOLDER, 'checked'), { recursive: true });
  const team = JSON.parse(readFileSync(join(FOLDER, 'team.json'), 'utf8')) as object[];
  for (const workload of workloads.filter((each) => !existsSync(checkedFile(each)))) {
    const { before, part, after }: Shape = SHAPES[workload.shape];
    const first = part(0, team);
    const isOfTeam = first.includes('team-0');
    const file = openSync(checkedFile(workload), 'w');
    let size = writeSync(file, before);
    for (let i = 0; size < workload.megabytes * 1e6; i++) {
      size += writeSync(file, isOfTeam ? first.replaceAll('team-0', `team-${i}`) : part(i, team));
    }
    writeSync(file, after);
    closeSync(file);
  }
}
