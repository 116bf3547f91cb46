import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackJson } from '../../support/terraform/stack';

const OUT = join(__dirname, '../../../out');

/** Stacks of all examples, by their file in out/. `npm run examples` wrote them. */
export function stackFiles(): string[] {
  const files = readdirSync(OUT, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('/cdk.tf.json'));
  if (files.length === 0) {
    throw new Error('out/ holds no synthesized stack: run npm run examples');
  }
  return files.sort();
}

export function stackPath(file: string): string {
  return join(OUT, file);
}

export function readStack(file: string): StackJson {
  return JSON.parse(readFileSync(stackPath(file), 'utf8'));
}
