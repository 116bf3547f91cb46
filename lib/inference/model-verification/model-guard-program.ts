import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name of the program in its ConfigMap. */
export const PROGRAM_FILE = 'model-guard.js';

/** The program that checks models, which has no dependencies and runs on Node alone. */
export function modelGuardProgram(): string {
  return readFileSync(join(__dirname, '../../../bin', PROGRAM_FILE), 'utf8');
}
