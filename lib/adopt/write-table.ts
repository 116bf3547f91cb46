import { Fate, Row } from './ledger';

const ORDER = [Fate.DECIDE, Fate.REFUSED, Fate.HARDENED, Fate.KEPT];

/** What became of every field, as a page of Markdown: what needs a decision comes first. */
export function writeTable(rows: readonly Row[]): string {
  const counts = ORDER.map((fate) => `${rows.filter((row) => row.fate === fate).length} ${fate}`).join(', ');
  const sections = ORDER.flatMap((fate) =>
    sectionOf(
      fate,
      rows.filter((row) => row.fate === fate),
    ),
  );
  return [`# What becomes of every field`, '', `${rows.length} fields: ${counts}.`, '', ...sections].join('\n');
}

function sectionOf(fate: Fate, rows: readonly Row[]): string[] {
  return rows.length === 0
    ? []
    : [
        `## ${fate[0].toUpperCase()}${fate.slice(1)}`,
        '',
        '| object | field | value | |',
        '|---|---|---|---|',
        ...rows.map(({ object, path, value, note }) => `| ${[object, path, value, note].map(cell).join(' | ')} |`),
        '',
      ];
}

function cell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
