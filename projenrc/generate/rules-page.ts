/** Writes docs/RULES.md. Committed, and held by a test against what is written now. */
import { writeFileSync } from 'node:fs';
import { RULES } from '../../lib/guardrails/rules';
import { rulesPage } from '../docs/rules-page';
import { samplesIn } from '../docs/rules-page-samples';

writeFileSync('docs/RULES.md', rulesPage(RULES, samplesIn('test/guardrails/rules')));
