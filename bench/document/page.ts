import { readFileSync } from 'node:fs';
import { series } from './series';
import { Results } from '../results';
import { format, rowsOf } from '../table';

const SIZES = [1, 100, 1000, 3000];

/** The page about speed: its text is written by people, its numbers are measured. */
export function page(results: Results): string {
  const values: Record<string, string> = {
    node: results.node,
    cores: String(results.cores),
    leftOut: results.leftOut.length === 0 ? 'Nothing was left out.' : `Not measured: ${results.leftOut.join(', ')}.`,
    load: format(results.load),
    comparisons: markdown(rowsOf(results.results)),
    times: markdown(timesOf(results)),
  };
  return readFileSync('bench/document/PERFORMANCE.template.md', 'utf8').replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => values[name],
  );
}

/** Seconds for each number of services. */
function timesOf(results: Results): string[][] {
  const rows = series(results).map(({ name, points }) => [
    name,
    ...SIZES.map((size) => {
      const point = points.find(({ services }) => services === size);
      return point ? format(point.seconds) : '';
    }),
  ]);
  return [['seconds of processor time', ...SIZES.map((size) => `N = ${size.toLocaleString('en')}`)], ...rows];
}

function markdown([head, ...rows]: readonly string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
