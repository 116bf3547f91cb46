import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Manifest } from '../../../lib/objects/manifest';

export type Level = 'baseline' | 'restricted';

/** A pod that the authors of the Pod Security Standards wrote. */
export interface Fixture {
  /** For example `restricted/fail/runasnonroot0`. */
  readonly name: string;
  /** What its name says that it is about, for example `runasnonroot`. */
  readonly subject: string;
  readonly level: Level;
  readonly passes: boolean;
  readonly pod: Manifest;
}

/** Fixtures of the newest version, from the folder of `k8s.io/pod-security-admission`. */
export function fixturesIn(moduleDir: string): Fixture[] {
  return (['baseline', 'restricted'] as const).flatMap((level) => {
    const folder = join(moduleDir, 'test/testdata', level);
    const newest = readdirSync(folder).sort(byVersion).at(-1)!;
    return ['pass', 'fail'].flatMap((verdict) =>
      readdirSync(join(folder, newest, verdict)).map((file) => ({
        name: `${level}/${verdict}/${file.replace('.yaml', '')}`,
        subject: file.replace(/\d*\.yaml$/, ''),
        level,
        passes: verdict === 'pass',
        pod: parse(readFileSync(join(folder, newest, verdict, file), 'utf8')) as Manifest,
      })),
    );
  });
}

/** `v1.9` before `v1.10`. */
function byVersion(one: string, other: string): number {
  return Number(one.split('.')[1]) - Number(other.split('.')[1]);
}
