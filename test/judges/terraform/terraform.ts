import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SCHEMA_FILE, SOURCE } from '../../../projenrc/alicloud/schema';
import { goBuild } from '../support/go';

/** What Terraform says of a stack. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
}

/** Said because the real provider is not there. */
const STAND_IN = 'Provider development overrides are in effect';

/**
 * Terraform itself, with a provider that knows the schema of the real one and calls no cloud. It finds what no schema
 * says: references to nothing, cycles, expressions that are none.
 */
export class Terraform {
  private readonly folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  private readonly settings = join(this.folder, 'terraform.rc');

  public constructor() {
    const provider = goBuild(join(__dirname, 'provider'), join('terraform', 'terraform-provider-alicloud'));
    const override = `dev_overrides { "${SOURCE}" = "${dirname(provider)}" }`;
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
    const { stdout, stderr } = this.run(file, text, ['plan', '-json', '-input=false', '-lock=false']);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const errors = lines.filter((line) => line['@level'] === 'error').map((line) => line['@message']);
    if (errors.length > 0 || !lines.some(({ type }) => type === 'change_summary')) {
      throw new Error([...errors, stderr].join('\n'));
    }
    return lines.filter(({ type }) => type === 'planned_change').map(({ change }) => change.resource.addr);
  }

  public close(): void {
    rmSync(this.folder, { recursive: true });
  }

  private run(file: string, text: string, args: string[]) {
    const cwd = mkdtempSync(join(this.folder, 'stack-'));
    writeFileSync(join(cwd, file), text);
    return spawnSync('terraform', args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...{ PATH: process.env.PATH, HOME: this.folder, TF_CLI_CONFIG_FILE: this.settings },
        ...{ PROVIDER_SCHEMA: SCHEMA_FILE, CHECKPOINT_DISABLE: '1' },
      },
    });
  }
}
