import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Checkout, Ran } from './checkout';
import { basesOf, SCRIPTS } from './pipelines';
import { CommandUnderTest } from '../../cli/command';
import { Distribution } from '../images/distribution';
import { goInstall } from '../support/go';
import { GO, judge } from '../support/judge';

const FLOW = [
  '--repository',
  'https://codeup.example.com/a/b.git',
  '--service-connection',
  'x',
  '--runner',
  'private/1',
];

/** Scripts of the pipelines as they were written, with git, npm, cosign and a registry; Docker, Trivy and the CLI of Alibaba Cloud are stand-ins. */
judge('pipelines run, distribution v3.1.2 and cosign v2.6.1', [GO], () => {
  const root = mkdtempSync(join(tmpdir(), 'pipelines-'));
  let command: CommandUnderTest;
  let registry: Distribution;
  let cosign: string;
  let checkout: Checkout;
  let built: string;
  let runs = 0;

  beforeAll(async () => {
    command = new CommandUnderTest();
    cosign = goInstall('github.com/sigstore/cosign/v2/cmd/cosign', 'v2.6.1');
    registry = await Distribution.start();
    execFileSync(cosign, ['generate-key-pair'], { cwd: root, env: { ...process.env, COSIGN_PASSWORD: '' } });
  });
  afterAll(async () => {
    await registry?.stop();
    command?.remove();
    rmSync(root, { recursive: true });
  });

  beforeEach(() => {
    checkout = new Checkout(join(root, `run-${(runs += 1)}`));
    checkout.prepare(command.path);
    const services = ['--github', '--gitlab', '--flow', ...FLOW, ...basesOf('vllm')];
    const image = ['--image', `${registry.host}/ai/run-${runs}`, '--model', 'models/qwen3'];
    const scan = ['--acr-instance', 'cn-hangzhou/cri-1'];
    const written = command.run(['init', 'pipeline', '--out', checkout.folder, ...services, ...image, ...scan]);
    expect(written).toMatchObject({ status: 0, stderr: '' });
  });

  /** Commits, publishes what the build would publish, and runs the scripts. */
  async function run(service: string, changed: Record<string, string> = {}): Promise<Ran> {
    const commit = checkout.commit();
    built = await registry.pushImage(`ai/run-${runs}`, commit);
    return checkout.run(SCRIPTS[service](checkout.folder), dirname(cosign), {
      IMAGE: `${registry.host}/ai/run-${runs}`,
      REGISTRY: registry.host,
      REGISTRY_USER: 'ada',
      REGISTRY_PASSWORD: 'secret',
      COSIGN_KEY: join(root, 'cosign.key'),
      COSIGN_PASSWORD: '',
      DOCKER_AUTH_CONFIG: '{"auths":{}}',
      BUILT_DIGEST: built,
      VULNERABILITIES: '0',
      SCAN_STATUS: 'COMPLETE',
      SCAN_SUMMARY: '{"HighSeverity":0,"MediumSeverity":7}',
      ...changed,
    });
  }

  const verify = (kind: string[]) => {
    const key = ['--key', join(root, 'cosign.pub'), '--insecure-ignore-tlog', '--private-infrastructure'];
    execFileSync(cosign, [...kind, ...key, `${registry.host}/ai/run-${runs}@${built}`], { stdio: 'pipe' });
  };

  test.each(Object.keys(SCRIPTS))(
    '%s: what was built is signed, locked, in the manifests, and found good',
    async (service) => {
      expect(await run(service)).toEqual({ status: 0, output: '' });
      verify(['verify']);
      verify(['verify-attestation', '--type', 'cyclonedx']);
      expect(checkout.read('dist/service.yaml')).toContain(`image: ${registry.host}/ai/run-${runs}@${built}\n`);
      for (const report of ['model.sarif', 'manifests.sarif']) {
        expect(JSON.parse(checkout.read(`reports/${report}`)).version).toBe('2.1.0');
      }
      expect(checkout.read('reports/manifests.xml')).toContain('<testsuites');
    },
  );

  test('a model that runs code stops it before anything is built', async () => {
    checkout.write('models/qwen3/weights.bin', Buffer.from('gASVEAAAAAAAAACMAm9zlIwGc3lzdGVtlJOULg==', 'base64'));
    expect(await run('github')).toMatchObject({ status: 1, script: expect.stringContaining('model verify') });
    expect(JSON.parse(checkout.read('reports/model.sarif')).runs[0].results.length).toBeGreaterThan(0);
    expect(checkout.has('reports/build.json')).toBe(false);
  });

  test('a vulnerability stops it before anything is signed', async () => {
    expect(await run('github', { VULNERABILITIES: '1' })).toMatchObject({ script: expect.stringContaining('trivy') });
    expect(() => verify(['verify'])).toThrow('no signatures found');
  });

  test.each([
    ['a scan that failed', { SCAN_STATUS: 'FAILED' }],
    ['a scan that does not end', { SCAN_STATUS: 'SCANNING' }],
    ['what the registry found', { SCAN_SUMMARY: '{"HighSeverity":1}' }],
    ['an answer without the count', { SCAN_SUMMARY: '{"Code":"success"}' }],
    ['an answer that is no JSON', { SCAN_SUMMARY: 'throttled' }],
  ])('%s stops it before anything is signed', async (_, answers) => {
    expect(await run('github', answers)).toMatchObject({ script: expect.stringContaining('GetRepoTagScanSummary') });
    expect(() => verify(['verify'])).toThrow('no signatures found');
  });

  test('a tag that stands for something else than what was signed stops it', async () => {
    const other = await registry.pushImage(`ai/run-${runs}`, 'other');
    const ran = await run('github', { BUILT_DIGEST: other });
    expect(ran).toMatchObject({ status: 1, script: expect.stringContaining('images lock') });
    expect(checkout.has('dist')).toBe(false);
  });

  test('manifests that are not hardened stop it, and say why', async () => {
    checkout.write(
      'manifests.yaml',
      checkout.read('manifests.yaml').replace(/runAsNonRoot: true/g, 'runAsNonRoot: false'),
    );
    expect(await run('github')).toMatchObject({ status: 1, script: expect.stringContaining('check --registries') });
    expect(JSON.parse(checkout.read('reports/manifests.sarif')).runs[0].results.length).toBeGreaterThan(0);
  });

  test('a builder that names no digest stops it', async () => {
    expect(await run('github', { BUILT_DIGEST: '' })).toMatchObject({
      script: expect.stringContaining('buildx build'),
    });
  });
});
