import { Result } from './results';

const HEAD = ['what', 'median', 'spread', 'target', ''];

/** Results as rows of cells, the first of them the head. */
export function rowsOf(results: readonly Result[]): string[][] {
  const rows = results.map(({ title, median, min, max, target, isMet }) => [
    title,
    format(median),
    `${format(min)}–${format(max)}`,
    target === undefined ? '' : `≤ ${format(target)}`,
    isMet === undefined ? '' : isMet ? 'met' : 'missed',
  ]);
  return [HEAD, ...rows];
}

export function aligned(rows: readonly string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ')).join('\n');
}

export function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
