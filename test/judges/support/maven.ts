import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { JUDGES } from './exclusively';

/** A published Java archive, downloaded once. */
export function mavenJar(group: string, artifact: string, version: string): string {
  const directory = join(JUDGES, 'maven');
  const jar = join(directory, `${artifact}-${version}.jar`);
  if (!existsSync(jar)) {
    mkdirSync(directory, { recursive: true });
    const copy = ['dependency:copy', `-Dartifact=${group}:${artifact}:${version}`, `-DoutputDirectory=${directory}`];
    execFileSync('mvn', ['--batch-mode', '--quiet', ...copy], { stdio: ['ignore', 'inherit', 'inherit'] });
  }
  return jar;
}
