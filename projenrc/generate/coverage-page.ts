/** Writes docs/COVERAGE.md. Committed, and held by a test against what is written now. */
import { writeFileSync } from 'node:fs';
import { ASKS } from '../docs/best-practices';
import { coveragePage } from '../docs/coverage-page';

writeFileSync('docs/COVERAGE.md', coveragePage(ASKS));
