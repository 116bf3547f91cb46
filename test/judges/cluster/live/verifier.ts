import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { guardrails } from '../../../../lib';
import { CommandUnderTest, Run } from '../../../cli/command';
import { Cluster } from '../cluster';
import { manifestFiles } from '../example-output';

const NAMESPACE = 'ack-secure-inference';
const ACCOUNT = 'verify';

/** What a run found, as its JSON says. */
export interface Seen {
  readonly status: number | null;
  readonly drifts: { id: string; object: string; path?: string; fingerprint: string; controls: string[] }[];
  readonly problems: string[];
  readonly passedOver: string[];
  readonly objects: number;
  readonly pods: number;
}

/** The command as an account runs it that has the roles which the command prints, and no others. */
export class Verifier {
  private readonly command = new CommandUnderTest();
  private readonly folders = mkdtempSync(join(tmpdir(), 'live-'));

  public constructor(private readonly cluster: Cluster) {
    cluster.must(['create', 'namespace', NAMESPACE]);
    cluster.kubectl(['create', 'namespace', 'istio-system']);
    this.makeAccount();
  }

  /** Copies manifests of examples beside evidence of them, and lets the account look at what they name. */
  public accept(...examples: string[]): string {
    const folder = join(this.folders, examples.join('-'));
    for (const example of examples) {
      cpSync(dirname(manifestFiles(example)[0]), join(folder, example), { recursive: true });
    }
    guardrails.Evidence.write([], folder);
    return this.acceptFolder(folder);
  }

  /** Lets the account look at what a folder with evidence names. */
  public acceptFolder(folder: string): string {
    const { status, stdout, stderr } = this.command.run(['verify', folder, '--print-role']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    this.cluster.must(['apply', '-f', '-'], stdout);
    return folder;
  }

  public see(folder: string): Seen {
    return seenBy(this.command.run(['verify', folder, '--format', 'json'], '', this.environment));
  }

  /** As `see`, while the test goes on. */
  public async seeAside(folder: string, environment: Record<string, string>): Promise<Seen> {
    const args = ['verify', folder, '--format', 'json'];
    return seenBy(await this.command.runAside(args, { ...this.environment, ...environment }));
  }

  public get environment(): Record<string, string> {
    return { KUBECONFIG: join(this.folders, 'kubeconfig') };
  }

  public get path(): string {
    return this.command.path;
  }

  /** Makes the account anew, so that tokens which it had are refused, and writes a token of now to the kubeconfig. */
  public makeAccount(): void {
    this.cluster.kubectl(['delete', 'serviceaccount', ACCOUNT, '-n', NAMESPACE]);
    this.cluster.must(['create', 'serviceaccount', ACCOUNT, '-n', NAMESPACE]);
    this.writeToken();
  }

  private writeToken(): void {
    const config = ['config', 'view', '--raw', '--minify', '-o', 'json'];
    const { clusters } = JSON.parse(this.cluster.must(config));
    const token = this.cluster.must(['create', 'token', ACCOUNT, '-n', NAMESPACE]).trim();
    const kubeconfig = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters,
      users: [{ name: 'verify', user: { token } }],
      contexts: [{ name: 'judge', context: { cluster: clusters[0].name, user: 'verify' } }],
      'current-context': 'judge',
    };
    writeFileSync(join(this.folders, 'kubeconfig'), stringify(kubeconfig));
  }

  public remove(): void {
    this.command.remove();
    rmSync(this.folders, { recursive: true, force: true });
  }
}

function seenBy({ status, stdout, stderr }: Run): Seen {
  if (stdout === '') {
    throw new Error(`ended with ${status}: ${stderr}`);
  }
  return { ...JSON.parse(stdout), status };
}
