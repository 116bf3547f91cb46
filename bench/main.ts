/**
 * `npm run bench`: compares the library with cdk8s, and with what somebody would use instead, all in the same runs.
 *
 * Writes bench/results.json, and with it docs/PERFORMANCE.md and its picture. `-- --check` fails when a target is missed,
 * or where that is known, when its limit is passed.
 * What is not the whole goes to .bench/results.json: `-- --short` leaves out what takes minutes or needs Go and Python,
 * and holds the best of its few runs against the targets, so that a busy machine does not fail it; `-- --only <id>`
 * takes one comparison, `-- --runs <number>` another number of runs.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { prepareChildren, runChild } from './children';
import { COMPARISONS } from './comparisons';
import { Comparison } from './comparisons/comparison';
import { writeDocument } from './document';
import { keyOf, measuredOf, resultOf, Results, Run } from './results';
import { aligned, rowsOf } from './table';
import { Workload } from './workload';

const RUNS = { whole: 7, short: 3 };

function main(): void {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean' },
      check: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      runs: { type: 'string' },
    },
  });
  const isChosen = ({ id, long }: Comparison) => values.only?.includes(id) ?? !(values.short && long);
  const comparisons = COMPARISONS.filter(isChosen);
  const count = Number(values.runs ?? (values.short ? RUNS.short : RUNS.whole));
  const runs = measure(comparisons, count);
  const results: Results = {
    node: process.version,
    cores: cpus().length,
    load: loadavg()[2],
    results: comparisons.map((comparison) => resultOf(comparison, runs, values.short ? 'min' : 'median')),
    leftOut: COMPARISONS.filter((comparison) => !isChosen(comparison)).map(({ id }) => id),
    workloads: [...runs[0].keys()].map((key) => measuredOf(key, runs)),
  };
  const isWhole = results.leftOut.length === 0;
  writeFileSync(isWhole ? 'bench/results.json' : '.bench/results.json', JSON.stringify(results, undefined, 2) + '\n');
  if (isWhole) {
    writeDocument(results);
  }
  console.log(aligned(rowsOf(results.results)));
  if (!isWhole) {
    console.log(`left out: ${results.leftOut.join(', ')}`);
  }
  const passed = results.results.filter(({ isHeld }) => isHeld === false).map(({ id }) => id);
  if (values.check && passed.length > 0) {
    console.error(`past the target, or past the limit where the target is known to be missed: ${passed.join(', ')}`);
    process.exitCode = 1;
  }
}

/** All workloads one after the other, and again: what else the machine does falls on all of them alike. */
function measure(comparisons: readonly Comparison[], count: number): Run[] {
  prepareChildren(workloadsOf(comparisons));
  return Array.from({ length: count }, (_, i) => {
    process.stderr.write(`run ${i + 1} of ${count}\n`);
    const due = workloadsOf(comparisons.filter(({ runs = count }) => i < runs));
    return new Map(due.map((workload) => [keyOf(workload), runChild(workload)]));
  });
}

/** Each once. */
function workloadsOf(comparisons: readonly Comparison[]): Workload[] {
  const keys = new Set(comparisons.flatMap(({ subject, baseline }) => [keyOf(subject), keyOf(baseline)]));
  return [...keys].map((key) => JSON.parse(key) as Workload);
}

main();
