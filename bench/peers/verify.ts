import { execFileSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { Peer } from './peer';
import { NAME } from '../name';

const SERVICES = 2;

/** @throws if a tool writes other objects than those that the library is measured with */
export function verify(name: string, peer: Peer, objects: readonly object[], folder: string): void {
  const [program, ...args] = peer.command(SERVICES, folder);
  const output = execFileSync(program, args, { encoding: 'utf8' });
  const written = parseAllDocuments(output, { version: '1.1' }).map((document) => canonical(document.toJS()));
  const expected = Array.from({ length: SERVICES }, (_, i) =>
    objects.map((object) => canonical(JSON.parse(JSON.stringify(object).replaceAll(NAME, `team-${i}`)))),
  ).flat();
  const isSame = written.sort().join('\n') === expected.sort().join('\n');
  if (written.length !== expected.length || isSame !== peer.writesTheSame) {
    const others = written.filter((text) => !expected.includes(text));
    throw new Error(`${name} writes ${isSame ? 'the same objects' : 'other objects'}: ${others[0]}`);
  }
}

/** One text for one meaning. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
