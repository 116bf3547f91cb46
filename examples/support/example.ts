import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Construct } from 'constructs';
import { guardrails } from '../../lib';

/** What every example exports. */
export interface Example {
  build(outdir: string): Synthesizable[];
}

interface Synthesizable {
  synth(): void;
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
  await synthesizeTo(outdir, name);
  return outdir;
}

/** As `synthesize`, with `report.{json,sarif,html}`, which are compared with an earlier `report.json` if one is given. */
export async function synthesizeWithReport(name: string, root: string, previousFile?: string): Promise<string> {
  const outdir = join(root, name);
  // it may lie in the folder that is emptied now
  const previous = previousFile && readFileSync(previousFile, 'utf8');
  const apps = await synthesizeTo(outdir, name);
  if (previousFile && previous) {
    writeFileSync(previousFile, previous);
  }
  guardrails.Report.write((apps as unknown[]).filter(Construct.isConstruct), outdir, { previousFile });
  return outdir;
}

/** As `synthesize`, to a folder of any name; gives the apps. */
export async function synthesizeTo(outdir: string, name: string): Promise<Synthesizable[]> {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const example = (await import(join(EXAMPLES, name))) as Example;
  const apps = example.build(outdir);
  for (const app of apps) {
    app.synth();
  }
  publishStacks(outdir);
  return apps;
}

/** cdktf writes stacks deep in a folder of its own, beside a manifest that only its command reads. */
function publishStacks(outdir: string): void {
  const stacks = join(outdir, 'cdktf.out', 'stacks');
  for (const stack of existsSync(stacks) ? readdirSync(stacks) : []) {
    cpSync(join(stacks, stack, 'cdk.tf.json'), join(outdir, 'terraform', stack, 'cdk.tf.json'), { recursive: true });
  }
  rmSync(join(outdir, 'cdktf.out'), { recursive: true, force: true });
}
