import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Peer } from './peer';
import { goInstall } from '../../test/judges/support/go';

const SIZES = [1, 2, 100];

/** A base, and an overlay for each service that gives it a namespace and a suffix: kustomize has no variables. */
export function kustomize(): Peer {
  let program: string;
  return {
    prepare: (objects, folder) => {
      program = goInstall('sigs.k8s.io/kustomize/kustomize/v5', 'v5.8.1', 'peers/kustomize');
      write(join(folder, 'base'), { resources: ['team.yaml'] });
      writeFileSync(join(folder, 'base/team.yaml'), objects.map((object) => stringify(object)).join('---\n'));
      SIZES.forEach((services) => writeOverlays(join(folder, String(services)), services));
    },
    command: (services, folder) => [program, 'build', join(folder, String(services))],
    writesTheSame: false,
  };
}

function writeOverlays(folder: string, services: number): void {
  const names = Array.from({ length: services }, (_, i) => `team-${i}`);
  for (const name of names) {
    write(join(folder, name), { resources: ['../../base'], namespace: name, nameSuffix: `-${name}` });
  }
  write(folder, { resources: names });
}

function write(folder: string, kustomization: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kustomization.yaml'), stringify(kustomization));
}
