import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { Distribution } from './distribution';
import { ImageVerification } from '../../../lib';
import { goBuildPublished, goInstall } from '../support/go';
import { GO, judge } from '../support/judge';
import { limited } from '../support/limited';

const INJECTED = 'registry.example.com/acs/';

/** What Kyverno says of pods, with images that cosign signed in a registry on loopback. */
judge('signatures, Kyverno v1.19.1 and cosign v2.6.1', [GO], () => {
  const folder = mkdtempSync(join(tmpdir(), 'signatures-'));
  const write = (name: string, manifest: object): string => {
    writeFileSync(join(folder, name), stringify(manifest));
    return join(folder, name);
  };
  let registry: Distribution;
  let kyverno: string;
  let signed: string;
  let unsigned: string;

  beforeAll(async () => {
    kyverno = goBuildPublished('github.com/kyverno/kyverno', 'v1.19.1', 'cmd/cli/kubectl-kyverno');
    const cosign = goInstall('github.com/sigstore/cosign/v2/cmd/cosign', 'v2.6.1');
    const sign = (...args: string[]) =>
      execFileSync(...limited(cosign, args), {
        cwd: folder,
        env: { ...process.env, COSIGN_PASSWORD: '' },
        stdio: 'ignore',
      });
    registry = await Distribution.start();
    signed = `${registry.host}/ai/signed@${await registry.pushImage('ai/signed', 'v1')}`;
    unsigned = `${registry.host}/ai/unsigned@${await registry.pushImage('ai/unsigned', 'v1')}`;
    sign('generate-key-pair');
    sign('sign', '--yes', '--key', 'cosign.key', '--tlog-upload=false', '--allow-http-registry', signed);

    const chart = new Chart(Testing.app(), 'policies');
    ImageVerification.kyverno(chart, 'Signed', {
      namespaces: ['inference'],
      keys: [{ name: 'my-release', publicKey: readFileSync(join(folder, 'cosign.pub'), 'utf8') }],
      injectedImages: [INJECTED],
    });
    write('policy.yaml', Testing.synth(chart)[0]);
  });

  afterAll(async () => {
    await registry?.stop();
    rmSync(folder, { recursive: true });
  });

  function verdict(containers: string[], initContainers: string[] = []): string {
    const named = (images: string[]) => images.map((image, index) => ({ name: `c${index}`, image }));
    const pod = write('pod.yaml', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'engine', namespace: 'inference' },
      spec: {
        containers: named(containers),
        initContainers: named(initContainers).map((each) => ({ ...each, name: `i-${each.name}` })),
      },
    });
    const args = ['apply', join(folder, 'policy.yaml'), '--resource', pod, '--registry'];
    return spawnSync(...limited(kyverno, args), { encoding: 'utf8' }).stdout;
  }

  test('an image that is signed passes', () => {
    expect(verdict([signed], [signed])).toContain('pass: 1, fail: 0, warn: 0, error: 0');
  });

  test.each([
    ['not signed', () => verdict([unsigned])],
    ['not signed, beside one that is', () => verdict([signed, unsigned])],
    ['not signed, in an init container', () => verdict([signed], [unsigned])],
  ])('an image that is %s is refused', (_, of) => {
    const said = of();
    expect(said).toContain('image is not signed by anybody who may');
    expect(said).toContain('pass: 0, fail: 1');
  });

  test('an image by tag is refused, whoever signed it', () => {
    expect(verdict([`${registry.host}/ai/signed:v1`])).toMatch(/does not have a digest[^]*pass: 0, fail: 1/);
  });

  test('an image that others inject needs no signature, and lends none', () => {
    const injected = `${INJECTED}proxy@sha256:${'0'.repeat(64)}`;
    expect(verdict([signed, injected])).toContain('pass: 1, fail: 0');
    expect(verdict([unsigned, injected])).toContain('pass: 0, fail: 1');
  });
});
