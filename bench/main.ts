/**
 * `npm run bench`: compares the library with cdk8s, each pair of workloads in the same run.
 *
 * `-- --short` leaves out what takes minutes, `-- --check` fails when a target is missed, `-- --only <id>` takes one.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareChildren, runChild } from './children';
import { Comparison, COMPARISONS } from './comparisons';
import { Summary, summarize } from './statistics';
import { Usage, Workload } from './workload';

const RUNS = 7;

interface Result extends Summary {
  readonly id: string;
  readonly title: string;
  readonly target: number;
  readonly isMet: boolean;
}

/** What each workload used in one run; equal workloads are run once. */
type Run = ReadonlyMap<string, Usage>;

const keyOf = (workload: Workload): string => JSON.stringify(workload);

function main(): void {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean' },
      check: { type: 'boolean' },
      only: { type: 'string', multiple: true },
    },
  });
  const comparisons = COMPARISONS.filter(({ id, long }) => values.only?.includes(id) ?? !(values.short && long));
  prepareChildren();
  const runs = measure(comparisons);
  const results = comparisons.map((comparison) => resultOf(comparison, runs));
  const workloads = [...runs[0].keys()].map((key) => usagesOf(key, runs));
  writeFileSync('bench/results.json', JSON.stringify({ node: process.version, results, workloads }, undefined, 2));
  print(results);
  if (values.check && results.some(({ isMet }) => !isMet)) {
    process.exitCode = 1;
  }
}

/** All workloads one after the other, and again: what else the machine does falls on all of them alike. */
function measure(comparisons: readonly Comparison[]): Run[] {
  const keys = new Set(comparisons.flatMap(({ subject, baseline }) => [keyOf(subject), keyOf(baseline)]));
  return Array.from({ length: RUNS }, (_, i) => {
    process.stderr.write(`run ${i + 1} of ${RUNS}\n`);
    return new Map([...keys].map((key) => [key, runChild(JSON.parse(key) as Workload)]));
  });
}

function resultOf({ id, title, subject, baseline, derive, target }: Comparison, runs: readonly Run[]): Result {
  const summary = summarize(runs.map((run) => derive(run.get(keyOf(subject))!, run.get(keyOf(baseline))!)));
  return { id, title, ...summary, target, isMet: summary.median <= target };
}

function usagesOf(key: string, runs: readonly Run[]): object {
  const usages = runs.map((run) => run.get(key)!);
  return {
    workload: JSON.parse(key) as Workload,
    total: summarize(usages.map(({ total }) => total)),
    work: summarize(usages.map(({ work }) => work)),
    peakMiB: summarize(usages.map(({ peakMiB }) => peakMiB)),
  };
}

function print(results: readonly Result[]): void {
  const rows = results.map(({ title, median, min, max, target, isMet }) => [
    title,
    format(median),
    `${format(min)}–${format(max)}`,
    `≤ ${format(target)}`,
    isMet ? 'met' : 'missed',
  ]);
  const table = [[`what (${RUNS} runs)`, 'median', 'spread', 'target', ''], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table) {
    console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  '));
  }
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

main();
