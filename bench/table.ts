import { Result } from './results';

const HEAD = ['what', 'median', 'spread', 'runs', 'target', ''];

/** Results as rows of cells, the first of them the head. */
export function rowsOf(results: readonly Result[]): string[][] {
  const rows = results.map((result) => [
    result.title,
    format(result.median),
    `${format(result.min)}–${format(result.max)}`,
    String(result.runs),
    result.target === undefined ? '' : `≤ ${format(result.target)}`,
    verdict(result),
  ]);
  return [HEAD, ...rows];
}

function verdict({ isMet, limit, isHeld }: Result): string {
  if (isMet === undefined || isMet) {
    return isMet ? 'met' : '';
  }
  return limit === undefined ? 'missed' : `missed; limit of ${format(limit)} ${isHeld ? 'held' : 'passed'}`;
}

export function aligned(rows: readonly string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ')).join('\n');
}

export function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
