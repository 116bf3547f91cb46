/**
 * `npm run demo`: synthesizes the quickstart and shows what was written.
 *
 * `-- --diff` shows what can be reached since the last time, and what cannot any more.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { controlsOf, Manifest } from './controls';
import { synthesizeWithReport } from './example';
import { guardrails } from '../../lib';
import { ReportData } from '../../lib/guardrails/report/data';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { diff: { type: 'boolean' } } });
  const report = join('out', 'quickstart', 'report.json');
  const outdir = await synthesizeWithReport(
    'quickstart',
    'out',
    values.diff && existsSync(report) ? report : undefined,
  );
  const folder = join(outdir, 'k8s');
  const files = readdirSync(folder).map((file) => ({ file, objects: manifests(join(folder, file)) }));
  const rows = files.flatMap(({ file, objects }) =>
    objects.map((object) => [`${object.kind}/${object.metadata.name}`, file, controlsOf(object).join(', ')]),
  );
  printTable(['object', 'file', 'controls'], rows);

  console.log('\nwho reaches whom; everything else is closed');
  const { reachability } = JSON.parse(readFileSync(report, 'utf8')) as ReportData;
  printTable(EDGE, reachability.edges.map(edgeRow));
  if (values.diff) {
    printDiff(reachability);
  }
  console.log(`\n${rows.length} objects are in ${folder}/*.yaml; the report is ${join(outdir, 'report.html')}`);
}

const EDGE = ['from', 'to', 'port', 'method', 'path'];

function edgeRow({ source, target, port, methods, paths }: guardrails.ReachableEdge): string[] {
  return [source, target, port, methods, paths];
}

function printDiff({ since }: ReportData['reachability']): void {
  if (!since) {
    console.log('\nthere is no earlier report to compare with');
    return;
  }
  const rows = [
    ...since.added.map((edge) => ['+', ...edgeRow(edge)]),
    ...since.removed.map((edge) => ['-', ...edgeRow(edge)]),
  ];
  console.log(`\nchanges since ${since.generatedAt}${rows.length === 0 ? ': none' : ''}`);
  if (rows.length > 0) {
    printTable(['', ...EDGE], rows);
  }
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
