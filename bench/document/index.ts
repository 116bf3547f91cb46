import { writeFileSync } from 'node:fs';
import { page } from './page';
import { picture } from './picture';
import { series } from './series';
import { Results } from '../results';

/** Writes what documentation says of a benchmark. */
export function writeDocument(results: Results): void {
  writeFileSync('docs/performance.svg', picture(series(results)));
  writeFileSync('docs/PERFORMANCE.md', page(results));
}
