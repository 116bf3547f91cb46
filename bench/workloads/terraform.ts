/** Builds and synthesizes a Terraform stack. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { report } from './usage';
import { NAME } from '../name';
import type { BoundResource } from '../terraform-unit';
import type { TerraformSynthesis } from '../workload';

type Binding = new (scope: Construct, id: string, config: object) => TerraformResource;

const { made, units }: TerraformSynthesis = JSON.parse(process.argv[2]);
const outdir = process.argv[3];

/* eslint-disable @typescript-eslint/no-require-imports -- compiled and generated beside this file */
const { addUnit, newStack } = require('./terraform-unit') as typeof import('../terraform-unit');
/** Loaded when something is made, as the library loads them. */
const bindings = () => require('./bindings') as Record<string, Binding>;
/* eslint-enable @typescript-eslint/no-require-imports */

/** Fresh texts for each unit, as a program would make them, and references to what was made before. */
function addByHand(scope: Construct, name: string): void {
  const resources = JSON.parse(text().replaceAll(NAME, name)) as BoundResource[];
  const before = new Map<string, TerraformResource>();
  for (const { type, id, config } of resources) {
    const refer = (value: string) =>
      value.replace(/\$\{(\w+)\.([\w-]+)\.(\w+)\}/g, (_, of: string, other: string, attribute: string) =>
        before.get(`${of}.${other}`)!.getStringAttribute(attribute),
      );
    before.set(`${type}.${id}`, new (bindings()[type])(scope, `${name}-${id}`, referring(config, refer) as object));
  }
}

function referring(value: unknown, refer: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return value.includes('${') ? refer(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => referring(item, refer));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, referring(item, refer)]));
}

let read: string | undefined;

function text(): string {
  return (read ??= readFileSync(join(__dirname, 'resources.json'), 'utf8'));
}

const add = made === 'library' ? addUnit : addByHand;
void report(() => {
  const { app, stack } = newStack(outdir);
  for (let i = 0; i < units; i++) {
    add(stack, `team-${i}`);
  }
  app.synth();
});
rmSync(outdir, { recursive: true });
