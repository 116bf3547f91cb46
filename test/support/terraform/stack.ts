import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Arguments = Record<string, unknown>;

/** A synthesized stack: cdk.tf.json. */
export interface StackJson {
  readonly resource?: Record<string, Record<string, Arguments>>;
  readonly data?: Record<string, Record<string, Arguments>>;
  readonly provider?: Record<string, Arguments[]>;
  readonly output?: Record<string, Arguments>;
  readonly terraform?: { readonly required_providers?: Record<string, { readonly version?: string }> };
  readonly [section: string]: unknown;
}

/** Stacks that an example wrote, by name. */
export function stacksOf(outdir: string): [name: string, stack: StackJson][] {
  const folder = join(outdir, 'terraform');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.map((name) => [name, JSON.parse(readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8'))]);
}
