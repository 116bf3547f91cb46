/**
 * Writes vendor/rules.json: the expressions of the rules as syntax trees, so that the CEL engine is loaded only where it
 * must run, and what is derived from these trees.
 */
import { writeFileSync } from 'node:fs';
import { rulesDataOf } from './trees/trees-of';
import { RULES } from '../../lib/guardrails/rules';
import { isCelRule } from '../../lib/guardrails/rules/rule';

writeFileSync('vendor/rules.json', JSON.stringify(rulesDataOf(RULES.filter(isCelRule).map(({ cel }) => cel))));
