/** Writes vendor/rule-programs.js: the texts of the rules as JavaScript, so that the CEL engine runs only where it must. */
import { writeFileSync } from 'node:fs';
import { translate } from './rules/translate';
import { engineProgram } from '../../lib/guardrails/program';
import { RULES } from '../../lib/guardrails/rules';

const programs = RULES.map(({ cel }) => [cel, engineProgram(cel)] as const);
const sound = programs.filter(([, program]) => program.check().valid).map(([text, { ast }]) => [text, ast] as const);

writeFileSync('vendor/rule-programs.js', translate(new Map(sound)));
