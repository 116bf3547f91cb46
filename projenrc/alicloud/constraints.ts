import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const CONSTRAINTS_FILE = join(__dirname, 'constraints.json');

/** What the provider asks of an argument, beyond its type. */
export interface Constraint {
  /** Whether another value is another resource. */
  readonly forceNew?: true;
  readonly conflictsWith?: readonly string[];
  readonly oneOf?: readonly string[];
  readonly range?: readonly [number, number];
}

/** By resource type and the path of an argument. */
export type Constraints = Readonly<Record<string, Readonly<Record<string, Constraint>>>>;

/** Read from provider 1.289.0 by trim-constraints.ts. */
export function readConstraints(): Constraints {
  return JSON.parse(readFileSync(CONSTRAINTS_FILE, 'utf8'));
}
