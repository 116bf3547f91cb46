import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CONSTRAINTS_FILE } from '../../../projenrc/alicloud/constraints';
import { readSchema, SOURCE } from '../../../projenrc/alicloud/schema';
import { Outcome } from '../../support/terraform/changes';
import { StackJson } from '../../support/terraform/stack';
import { goBuild } from '../support/go';

/** How Terraform calls what it plans. */
const OUTCOMES: Record<string, Outcome> = {
  create: 'created',
  update: 'updated',
  replace: 'replaced',
  delete: 'deleted',
};

const FILE = 'cdk.tf.json';

const PLAN = ['plan', '-json', '-input=false', '-lock=false'];

/** Without a backend, which would have to be initialised, and without conditions over what a cloud answers. */
function runnable(stack: StackJson): string {
  return JSON.stringify(stack, (name, value) => (['postcondition', 'backend'].includes(name) ? undefined : value));
}

function linesOf(stdout: string): any[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The resource that `prevent_destroy` keeps; any other error is thrown. */
function refusedIn({ summary, detail }: Diagnostic): string {
  const [, address] = /^Resource (\S+) has lifecycle\.prevent_destroy set/.exec(detail) ?? [];
  if (address === undefined) {
    throw new Error(`${summary}: ${detail}`);
  }
  return address;
}

/** What Terraform says of a stack. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
}

/** Said because the real provider is not there. */
const STAND_IN = 'Provider development overrides are in effect';

/**
 * Terraform itself, with a provider that knows schema and constraints of the real one and calls no cloud. It finds what no
 * schema says: references to nothing, cycles, expressions that are none, and what a change of a program destroys.
 */
export class Terraform {
  private readonly folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  private readonly settings = join(this.folder, 'terraform.rc');
  private readonly schema = join(this.folder, 'schema.json');

  public constructor() {
    const provider = goBuild(join(__dirname, 'provider'), join('terraform', 'terraform-provider-alicloud'));
    const override = `dev_overrides { "${SOURCE}" = "${dirname(provider)}" }`;
    writeFileSync(this.schema, JSON.stringify(readSchema()));
    writeFileSync(this.settings, `provider_installation {\n${override}\n}\n`);
  }

  /** Types, arguments, references and cycles. */
  public validate(file: string, text: string): Diagnostic[] {
    const { stdout, stderr } = this.run(file, text, ['validate', '-json']);
    const { diagnostics } = JSON.parse(
      stdout || `{"diagnostics":[{"severity":"error","detail":${JSON.stringify(stderr)}}]}`,
    );
    return (diagnostics as Diagnostic[]).filter(({ summary }) => summary !== STAND_IN);
  }

  /** Addresses of what would be made in an empty account; throws with what Terraform says if it makes no plan. */
  public plan(file: string, text: string): string[] {
    const { stdout, stderr } = this.run(file, text, PLAN);
    const lines = linesOf(stdout);
    const errors = lines.filter((line) => line['@level'] === 'error').map((line) => line['@message']);
    if (errors.length > 0 || !lines.some(({ type }) => type === 'change_summary')) {
      throw new Error([...errors, stderr].join('\n'));
    }
    return lines.filter(({ type }) => type === 'planned_change').map(({ change }) => change.resource.addr);
  }

  /** Applies a stack, in a folder that keeps the state of it. */
  public apply(stack: StackJson): string {
    const cwd = mkdtempSync(join(this.folder, 'applied-'));
    const { status, stderr } = this.run(FILE, runnable(stack), ['apply', '-auto-approve', '-input=false'], cwd);
    if (status !== 0) {
      throw new Error(stderr);
    }
    return cwd;
  }

  /** What Terraform would do, by address, if this stack were the next that is applied in a folder. */
  public changes(applied: string, stack: StackJson): Map<string, Outcome> {
    const { stdout, stderr } = this.run(FILE, runnable(stack), PLAN, applied);
    const lines = linesOf(stdout);
    const refused = lines.filter((line) => line['@level'] === 'error').map((line) => refusedIn(line.diagnostic));
    const planned = lines.filter(({ type }) => type === 'planned_change');
    if (refused.length === 0 && !lines.some(({ type }) => type === 'change_summary')) {
      throw new Error(stderr);
    }
    return new Map<string, Outcome>([
      ...planned.map(({ change }) => [change.resource.addr, OUTCOMES[change.action]] as const),
      ...refused.map((address) => [address, 'refused'] as const),
    ]);
  }

  public close(): void {
    rmSync(this.folder, { recursive: true });
  }

  private run(file: string, text: string, args: string[], cwd = mkdtempSync(join(this.folder, 'stack-'))) {
    writeFileSync(join(cwd, file), text);
    return spawnSync('terraform', args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...{ PATH: process.env.PATH, HOME: this.folder, TF_CLI_CONFIG_FILE: this.settings },
        ...{ PROVIDER_SCHEMA: this.schema, PROVIDER_CONSTRAINTS: CONSTRAINTS_FILE, CHECKPOINT_DISABLE: '1' },
      },
    });
  }
}
