/** Writes the objects of each service as JSON. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './usage';
import { NAME } from '../name';
import type { Floor } from '../workload';

const { services }: Floor = JSON.parse(process.argv[2]);
const outdir = process.argv[3];
const text = readFileSync(join(__dirname, 'team.json'), 'utf8');

void report(() => {
  mkdirSync(outdir, { recursive: true });
  for (let i = 0; i < services; i++) {
    const objects = JSON.parse(text.replaceAll(NAME, `team-${i}`)) as object[];
    writeFileSync(join(outdir, `team-${i}.json`), JSON.stringify(objects, undefined, 2));
  }
});
rmSync(outdir, { recursive: true });
