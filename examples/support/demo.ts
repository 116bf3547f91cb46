/** `npm run demo`: synthesizes the quickstart and shows what was written. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { controlsOf, Manifest } from './controls';
import { synthesize } from './example';
import { ReachabilityMap } from '../../lib/guardrails/reachability-map';

async function main(): Promise<void> {
  const folder = join(await synthesize('quickstart', 'out'), 'k8s');
  const files = readdirSync(folder).map((file) => ({ file, objects: manifests(join(folder, file)) }));
  const rows = files.flatMap(({ file, objects }) =>
    objects.map((object) => [`${object.kind}/${object.metadata.name}`, file, controlsOf(object).join(', ')]),
  );
  printTable(['object', 'file', 'controls'], rows);

  console.log('\nwho reaches whom; everything else is closed');
  const map = new ReachabilityMap();
  files.forEach(({ objects }) => objects.forEach((object) => map.add(object)));
  printTable(
    ['from', 'to', 'port', 'method', 'path'],
    map.edges().map(({ source, target, port, methods, paths }) => [source, target, port, methods, paths]),
  );
  console.log(`\n${rows.length} objects are in ${relative('.', folder)}/*.yaml`);
}

function manifests(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
}

function printTable(head: string[], rows: string[][]): void {
  const widths = head.slice(0, -1).map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  console.log([line(head), line(head.map((cell) => '-'.repeat(cell.length))), ...rows.map(line)].join('\n'));
}

void main();
