/** The folder in which the shell blocks of the pages run: what a reader has at that point of a page. */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { synthesizeTo } from '../../examples/support/example';
import { guardrails } from '../../lib';

/** Programs that are not of this project and not everywhere: each does what the pages use it for. */
const STAND_INS: Readonly<Record<string, string>> = {
  helm: '[ "$1" = template ] && exec cat "$ROOM/manifests/"*.yaml',
  kubectl: '[ "$1" = apply ] && { [ "$3" = - ] && exec cat >/dev/null || exec test -e "$3"; }',
  terraform: '[ "$1" = show ] && exec cat "$ROOM/plan.json"',
};

/** A folder with manifests, a plan, a model, evidence and a report of the quickstart. */
export class Workspace {
  public readonly folder = mkdtempSync(join(tmpdir(), 'docs-shell-'));
  private readonly programs = join(this.folder, '.programs');

  public async fill(): Promise<void> {
    const dist = join(this.folder, 'dist');
    const apps = await synthesizeTo(dist, 'quickstart');
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const key = this.write('evidence.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    guardrails.Evidence.write(apps as never, dist, { signingKeyFile: key });
    this.write('evidence.pub', publicKey.export({ type: 'spki', format: 'pem' }).toString());
    guardrails.Report.write(apps as never, join(this.folder, 'last'));
    cpSync(join(dist, 'k8s'), join(this.folder, 'manifests'), { recursive: true });
    this.write('cdk.tf.json', JSON.stringify({ resource: { alicloud_vpc: { vpc: { cidr_block: '10.0.0.0/8' } } } }));
    const values = { cidr_block: '10.0.0.0/8' };
    const resource = { address: 'alicloud_vpc.vpc', mode: 'managed', type: 'alicloud_vpc', name: 'vpc' };
    const change = { actions: ['create'], before: null, after: values, after_unknown: {} };
    const plan = { format_version: '1.2', resource_changes: [{ ...resource, change }], configuration: {} };
    this.write(
      'plan.json',
      JSON.stringify({ ...plan, planned_values: { root_module: { resources: [{ ...resource, values }] } } }),
    );
    this.write('acceptances.yaml', 'acceptances: []\n');
    this.write('advisories.yaml', 'advisories: []\n');
    this.write('qwen3-8b/model.safetensors', safetensors());
    this.write('qwen3-8b/config.json', '{}');
    this.writePrograms();
  }

  /** Runs the lines of a block; every one must succeed. */
  public run(code: string): { readonly status: number | null; readonly output: string } {
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', code], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${this.programs}:${process.env.PATH}`, ROOM: this.folder, NO_COLOR: '1' },
    });
    return { status, output: `${stdout}${stderr}` };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private write(name: string, content: string | Buffer): string {
    const path = join(this.folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  private writePrograms(): void {
    const bin = resolve('bin/ack-secure-inference.js');
    const programs = { ...STAND_INS, 'ack-secure-inference': `exec "${process.execPath}" "${bin}" "$@"` };
    for (const [name, script] of Object.entries(programs)) {
      this.write(`.programs/${name}`, `#!/bin/sh\n${script}\n`);
      chmodSync(join(this.programs, name), 0o755);
    }
  }
}

/** A file of weights without a tensor. */
function safetensors(): Buffer {
  const header = Buffer.from('{}      ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header]);
}
