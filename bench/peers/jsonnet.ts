import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Peer } from './peer';
import { goInstall } from '../../test/judges/support/go';
import { NAME } from '../name';

/** A function of the name, called for each service. */
export function jsonnet(): Peer {
  let program: string;
  return {
    prepare: (objects, folder) => {
      program = goInstall('github.com/google/go-jsonnet/cmd/jsonnet', 'v0.22.0', 'peers/jsonnet');
      mkdirSync(folder, { recursive: true });
      const team = JSON.stringify(objects, undefined, 2).replaceAll(NAME, '" + name + "');
      const text = `local team(name) = ${team};
function(services) std.flattenArrays([team("team-" + i) for i in std.range(0, services - 1)])
`;
      writeFileSync(join(folder, 'teams.jsonnet'), text);
    },
    command: (services, folder) => [
      program,
      '--yaml-stream',
      '--tla-code',
      `services=${services}`,
      join(folder, 'teams.jsonnet'),
    ],
    writesTheSame: true,
  };
}
