import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Chart, Size, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import {
  Caller,
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  SecureGpuInferenceService,
  SecureNamespace,
} from '../../../lib';

/** Stand-ins for what needs a daemon or a database: they leave what the real ones leave. */
const DOCKER = `#!/bin/sh
while [ $# -gt 0 ]; do
  if [ "$1" = --metadata-file ]; then echo "{\\"containerimage.digest\\":\\"$BUILT_DIGEST\\"}" > "$2"; fi
  shift
done
`;
const TRIVY = `#!/bin/sh
gate=false
while [ $# -gt 0 ]; do
  if [ "$1" = --output ]; then echo '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}' > "$2"; fi
  if [ "$1" = --exit-code ]; then gate=true; fi
  shift
done
if [ $gate = true ]; then exit "$VULNERABILITIES"; fi
`;

/** Answers as the API of Container Registry: the scan runs when it is asked for the first time. */
const ALIYUN = `#!/bin/sh
case "$2" in
GetRepository) echo '{"RepoId":"crr-1","IsSuccess":true}' ;;
GetRepoTagScanStatus)
  if [ -e asked ]; then echo "{\\"Status\\":\\"$SCAN_STATUS\\"}"; else touch asked; echo '{"Status":"SCANNING"}'; fi ;;
GetRepoTagScanSummary) echo "$SCAN_SUMMARY" ;;
esac
`;

const SYNTH = `const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const tagged = process.env.ENGINE_IMAGE;
const { digest } = JSON.parse(readFileSync('images.lock.json', 'utf8')).images[tagged];
mkdirSync('dist', { recursive: true });
const manifests = readFileSync('manifests.yaml', 'utf8');
writeFileSync('dist/service.yaml', manifests.replaceAll('IMAGE', tagged.replace(/:[^:]*$/, '') + '@' + digest));
`;

const HEADER = JSON.stringify({ weights: { dtype: 'U8', shape: [1], data_offsets: [0, 1] } });

/** What a run of scripts left. */
export interface Ran {
  readonly status: number | null;
  /** The script that failed. */
  readonly script?: string;
  readonly output: string;
}

/** A repository with an application, its model and the pipeline, as a runner checks it out. */
export class Checkout {
  public constructor(public readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** Writes the application, and installs the command as npm installs it. */
  public prepare(command: string): void {
    this.program('bin/docker', DOCKER);
    this.program('bin/trivy', TRIVY);
    this.program('bin/aliyun', ALIYUN);
    this.program('bin/sleep', '#!/bin/sh\n');
    this.write('models/qwen3/model.safetensors', safetensors());
    this.write('synth.js', SYNTH);
    this.write('manifests.yaml', manifests());
    this.write(
      'cli/package.json',
      JSON.stringify({ name: 'ack-secure-inference', version: '0.0.0', bin: 'bin/ack-secure-inference.js' }),
    );
    for (const part of ['bin', 'vendor']) {
      cpSync(join(dirname(command), '..', part), join(this.folder, 'cli', part), { recursive: true });
    }
    const devDependencies = { 'ack-secure-inference': 'file:cli' };
    const scripts = { synth: 'node synth.js' };
    this.write('package.json', JSON.stringify({ name: 'serving', private: true, scripts, devDependencies }));
    this.call('npm', ['install', '--offline', '--no-audit', '--no-fund']);
    this.write('.gitignore', 'node_modules\n');
    this.call('git', ['init', '--quiet']);
  }

  /** Commits what there is; gives the commit. */
  public commit(): string {
    this.call('git', ['add', '--all']);
    const author = ['-c', 'user.name=ada', '-c', 'user.email=ada@example.com'];
    this.call('git', [...author, 'commit', '--quiet', '--allow-empty', '--message', 'Change']);
    return this.call('git', ['rev-parse', 'HEAD']).trim();
  }

  public write(file: string, content: string | Buffer): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  public read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  public has(file: string): boolean {
    return existsSync(join(this.folder, file));
  }

  /** Runs scripts one after the other, each in a shell of its own, until one fails. */
  public run(scripts: readonly string[], programs: string, environment: Record<string, string>): Ran {
    const PATH = [join(this.folder, 'bin'), programs, process.env.PATH].join(delimiter);
    const env = { ...process.env, ...environment, PATH };
    for (const script of scripts) {
      const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', script], {
        cwd: this.folder,
        env,
        encoding: 'utf8',
      });
      if (status !== 0) {
        return { status, script, output: `${stdout}${stderr}` };
      }
    }
    return { status: 0, output: '' };
  }

  private program(file: string, text: string): void {
    this.write(file, text);
    chmodSync(join(this.folder, file), 0o755);
  }

  private call(program: string, args: string[]): string {
    return execFileSync(program, args, { cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  }
}

function safetensors(): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(HEADER.length));
  return Buffer.concat([length, Buffer.from(HEADER), Buffer.from([1])]);
}

function manifests(): string {
  const digest = `sha256:${'0'.repeat(64)}`;
  const image = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/engine@${digest}`;
  const chart = new Chart(Testing.app(), 'qwen', { namespace: 'inference' });
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 2 });
  const service = new SecureGpuInferenceService(chart, 'Qwen', {
    engine: InferenceEngine.vllm({ image, version: '0.33.0' }),
    model: ModelSource.pvc({
      name: 'qwen3',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(1),
    }),
    gpu: Gpu.exclusive(1),
  });
  service.connections.allowFrom(Caller.workload({ namespace: 'gateway', serviceAccount: 'gateway' }));
  const objects: object[] = Testing.synth(chart);
  return objects
    .map((object) => stringify(object))
    .join('---\n')
    .replaceAll(image, 'IMAGE');
}
