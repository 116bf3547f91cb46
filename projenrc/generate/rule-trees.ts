/** Writes vendor/rule-trees.json: the texts of the rules as syntax trees, so that the CEL engine is loaded only where it must run. */
import { writeFileSync } from 'node:fs';
import { treesOf } from './trees/trees-of';
import { RULES } from '../../lib/guardrails/rules';
import { isCelRule } from '../../lib/guardrails/rules/rule';

writeFileSync('vendor/rule-trees.json', JSON.stringify(treesOf(RULES.filter(isCelRule).map(({ cel }) => cel))));
