import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What every example exports. */
export interface Example {
  build(outdir: string): { synth(): void }[];
}

const EXAMPLES = join(__dirname, '..');

/** Names of all examples: one file is one program. */
export function exampleNames(): string[] {
  return readdirSync(EXAMPLES)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'))
    .sort();
}

/** Synthesizes an example to `<root>/<name>/k8s/*.yaml` and `<root>/<name>/terraform/<stack>/cdk.tf.json`. */
export async function synthesize(name: string, root: string): Promise<string> {
  const outdir = join(root, name);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const example = (await import(join(EXAMPLES, name))) as Example;
  for (const app of example.build(outdir)) {
    app.synth();
  }
  publishStacks(outdir);
  return outdir;
}

/** cdktf writes stacks deep in a folder of its own, beside a manifest that only its command reads. */
function publishStacks(outdir: string): void {
  const stacks = join(outdir, 'cdktf.out', 'stacks');
  for (const stack of existsSync(stacks) ? readdirSync(stacks) : []) {
    cpSync(join(stacks, stack, 'cdk.tf.json'), join(outdir, 'terraform', stack, 'cdk.tf.json'), { recursive: true });
  }
  rmSync(join(outdir, 'cdktf.out'), { recursive: true, force: true });
}
