import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../lib/guardrails/rules';
import { rulesPage } from '../../projenrc/docs/rules-page';
import { samplesIn } from '../../projenrc/docs/rules-page-samples';

const ROOT = join(__dirname, '../..');

test('docs/RULES.md is what `npm run rules-page` writes', () => {
  const page = rulesPage(RULES, samplesIn(join(ROOT, 'test/guardrails/rules')));
  expect(readFileSync(join(ROOT, 'docs/RULES.md'), 'utf8')).toBe(page);
});
