import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { App as TerraformApp, TerraformResource, TerraformStack } from 'cdktf';
import * as fc from 'fast-check';
import { Caller, guardrails, SecureNamespace, ServiceMonitoring, ServiceRuntimeRules } from '../../../lib';
import { JUDGES } from '../../../lib/guardrails/evidence/judges';
import { EvidenceControl, EvidencePack } from '../../../lib/guardrails/evidence/pack';
import { areaOf, RESIDUALS } from '../../../lib/guardrails/evidence/residuals';
import { RULES } from '../../../lib/guardrails/rules';
import { newService } from '../../inference/fixtures';
import { fuzzing } from '../../support/fuzzing';

const { Evidence, Risk } = guardrails;
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function newFolder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'evidence-')));
  return folders[folders.length - 1];
}

/** A synthesized service with its namespace, monitors and runtime rules. */
function synthesized(change: (chart: Chart) => void = () => undefined) {
  const folder = newFolder();
  const app = new App({ outdir: join(folder, 'k8s') });
  const chart = new Chart(app, 'llm', { namespace: 'inference' });
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4 });
  const service = newService({}, chart);
  service.connections.allowScrapeFrom(Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' }));
  new ServiceMonitoring(chart, 'Monitoring', { service });
  new ServiceRuntimeRules(chart, 'Runtime', { service });
  change(chart);
  app.synth();
  return { app, folder };
}

function written(change?: (chart: Chart) => void): { folder: string; pack: EvidencePack } {
  const { app, folder } = synthesized(change);
  Evidence.write([app], folder);
  return { folder, pack: packIn(folder) };
}

function packIn(folder: string): EvidencePack {
  return JSON.parse(readFileSync(join(folder, 'evidence.json'), 'utf8')) as EvidencePack;
}

function control({ controls }: EvidencePack, id: string): EvidenceControl | undefined {
  return controls.find((candidate) => candidate.id === id);
}

describe('write', () => {
  test('leads from a control to an object, its field, frameworks, judges and what is left', () => {
    const { pack } = written();
    const readOnlyRoot = control(pack, 'SAI-POD-021')!;
    expect(readOnlyRoot).toMatchObject({
      title: 'Writable root file system',
      frameworks: { nsa: ['C-0017'], seed: [expect.stringContaining('Phase 2')] },
      judges: ['cel-engine', 'kube-apiserver'],
      residual: 'POD',
    });
    expect(readOnlyRoot.checks).toEqual([
      {
        object: 'Deployment/inference/qwen',
        constructPath: 'llm/Qwen/Deployment',
        fields: ['spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem'],
        status: 'holds',
      },
    ]);
    expect(pack.residuals.POD.manualStep).not.toBe('');
    expect(Object.keys(pack.files)).toEqual(['k8s/llm.k8s.yaml']);
  });

  test('holds what objects say that they leave open', () => {
    const { pack } = written((chart) => {
      new ApiObject(chart, 'Guarded', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name: 'guarded',
          annotations: {
            'secure-inference.ack/residual-risk': 'answers are not seen',
            'secure-inference.ack/manual-step': 'stop the guard and see that requests are refused',
          },
        },
        spec: { ports: [{ port: 80 }] },
      });
    });
    expect(pack.residuals['Service/inference/guarded']).toEqual({
      risk: 'answers are not seen',
      manualStep: 'stop the guard and see that requests are refused',
    });
    expect(pack.residuals).toMatchObject(RESIDUALS);
  });

  test('every rule is a control or not applicable', () => {
    const { pack } = written();
    const ids = [...pack.controls.map(({ id }) => id), ...pack.notApplicable];
    expect(ids.sort()).toEqual(RULES.map(({ id }) => id).sort());
    expect(pack.notApplicable).toContain('SAI-CLU-001');
  });

  test('every residual risk and judge that is named is explained', () => {
    const { pack } = written();
    for (const { residual, judges } of pack.controls) {
      expect(Object.keys(pack.residuals)).toContain(residual);
      expect(judges.filter((judge) => !(judge in pack.judges))).toEqual([]);
    }
    expect(new Set(RULES.map(({ id }) => areaOf(id)))).toEqual(new Set(Object.keys(RESIDUALS)));
    expect(pack.judges).toEqual(JUDGES);
  });

  test('what is open and what is accepted are told apart', () => {
    const open = control(written().pack, 'SAI-IMG-007')!;
    expect(open.checks.map(({ status }) => status)).toEqual(['open']);

    const reason = 'images are signed by another team this quarter';
    const { pack } = written((chart) => Risk.of(chart).acknowledge({ id: 'SAI-IMG-007', reason }));
    expect(control(pack, 'SAI-IMG-007')!.checks).toMatchObject([{ status: 'accepted', reason }]);
  });

  test('what watches is listed', () => {
    const { pack } = written();
    expect(pack.detections).toContainEqual({
      object: 'TracingPolicyNamespaced/inference/qwen-shell',
      rules: ['Shell started in inference/qwen'],
      judges: ['tetragon-crd'],
    });
    const alerts = pack.detections.find(({ object }) => object === 'PrometheusRule/inference/qwen')!;
    expect(alerts.rules).toContain('InferenceGpuBusyWithoutRequests');
  });

  test('resources of a stack are named by type and name', () => {
    const folder = newFolder();
    const app = new TerraformApp({ outdir: folder });
    const stack = new TerraformStack(app, 'registry');
    new TerraformResource(stack, 'repository', { terraformResourceType: 'alicloud_cr_ee_repo' }).addOverride(
      'repo_type',
      'PUBLIC',
    );
    app.synth();
    Evidence.write([app], folder);
    const checks = packIn(folder).controls.flatMap(({ id, checks: list }) => list.map((check) => ({ id, ...check })));
    expect(checks).toContainEqual({
      id: 'SAI-REG-003',
      object: 'alicloud_cr_ee_repo.repository',
      constructPath: 'registry',
      fields: ['repo_type'],
      status: 'open',
    });
    expect(Evidence.verify(folder)).toEqual([]);
  });

  test('is the same for the same program', () => {
    expect(written().pack).toEqual(written().pack);
  });

  test('a folder without files is refused', () => {
    expect(() => Evidence.write([new App()], newFolder())).toThrow(
      /folder holds no files .* fix: call synth\(\) first/,
    );
  });
});

describe('verify', () => {
  test('finds nothing where nothing was changed', () => {
    expect(Evidence.verify(written().folder)).toEqual([]);
  });

  test('finds a file that was changed, added or taken away', () => {
    const { folder } = written();
    const file = join(folder, 'k8s/llm.k8s.yaml');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'));
    writeFileSync(join(folder, 'k8s/more.yaml'), 'kind: Pod\n');
    expect(Evidence.verify(folder)).toEqual([
      expect.stringMatching(/^file was changed: k8s\/llm\.k8s\.yaml: got "[0-9a-f]{64}"; allowed: [0-9a-f]{64}; fix: /),
      expect.stringMatching(/^file is not in the evidence: k8s\/more\.yaml/),
    ]);
    rmSync(file);
    rmSync(join(folder, 'k8s/more.yaml'));
    expect(Evidence.verify(folder)).toEqual([
      expect.stringMatching(/^file is missing: k8s\/llm\.k8s\.yaml: got nothing/),
    ]);
  });

  test('finds any change of a byte of any file', () => {
    const { folder } = written();
    const file = join(folder, 'k8s/llm.k8s.yaml');
    const before = readFileSync(file);
    fc.assert(
      fc.property(fc.nat(before.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(before);
        changed[at] = (changed[at] + by) % 256;
        writeFileSync(file, changed);
        return Evidence.verify(folder).length === 1;
      }),
      fuzzing(50),
    );
  });

  const edits: [string, (pack: any) => void, RegExp][] = [
    ['a status', (pack) => (pack.controls[0].checks[0].status = 'accepted'), /^evidence was changed after/],
    ['a reason', (pack) => (pack.controls[0].checks[0].reason = 'because'), /^evidence was changed after/],
    ['a residual risk', (pack) => delete pack.residuals.NET, /^evidence was changed after/],
    ['the format', (pack) => (pack.format = 'another'), /^evidence has another format: got "another"/],
  ];
  test.each(edits)('finds a change of %s', (_, edit, message) => {
    const { folder, pack } = written();
    edit(pack);
    writeFileSync(join(folder, 'evidence.json'), JSON.stringify(pack));
    expect(Evidence.verify(folder)).toEqual([expect.stringMatching(message)]);
  });

  test('knows when the rules were others', () => {
    const { folder, pack } = written();
    writeFileSync(join(folder, 'evidence.json'), JSON.stringify({ ...pack, policySet: '0'.repeat(64) }));
    expect(Evidence.verify(folder)).toContainEqual(expect.stringMatching(/^evidence was made with other rules/));
  });

  test.each([
    ['no file', undefined, /^folder holds no evidence/],
    ['no JSON', '{', /^evidence is no JSON/],
    ['null', 'null', /^evidence has another format: got nothing/],
  ])('says what is wrong with %s', (_, text, message) => {
    const folder = newFolder();
    if (text !== undefined) {
      writeFileSync(join(folder, 'evidence.json'), text);
    }
    expect(Evidence.verify(folder)).toEqual([expect.stringMatching(message)]);
  });
});

describe('signature', () => {
  function keys(type: 'ed25519' | 'x25519' = 'ed25519') {
    const folder = newFolder();
    const { publicKey, privateKey } =
      type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
    const files = { signingKeyFile: join(folder, 'private.pem'), publicKeyFile: join(folder, 'public.pem') };
    writeFileSync(files.signingKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(files.publicKeyFile, publicKey.export({ type: 'spki', format: 'pem' }));
    return files;
  }

  test('holds for its key, and for no other', () => {
    const { app, folder } = synthesized();
    const { signingKeyFile, publicKeyFile } = keys();
    Evidence.write([app], folder, { signingKeyFile });
    expect(Evidence.verify(folder)).toEqual([]);
    expect(Evidence.verify(folder, { publicKeyFile })).toEqual([]);
    expect(Evidence.verify(folder, { publicKeyFile: keys().publicKeyFile })).toEqual([
      expect.stringMatching(/^signature is not of this key/),
    ]);
  });

  test('does not follow evidence that was written again', () => {
    const { app, folder } = synthesized();
    const { signingKeyFile, publicKeyFile } = keys();
    Evidence.write([app], folder, { signingKeyFile });
    const { signature } = packIn(folder);
    writeFileSync(join(folder, 'k8s/more.yaml'), 'kind: Pod\n');
    Evidence.write([app], folder);
    writeFileSync(join(folder, 'evidence.json'), JSON.stringify({ ...packIn(folder), signature }));
    expect(Evidence.verify(folder)).toEqual([]);
    expect(Evidence.verify(folder, { publicKeyFile })).toEqual([
      expect.stringMatching(/^signature is not of this key/),
    ]);
  });

  test('is missed where it must be', () => {
    expect(Evidence.verify(written().folder, { publicKeyFile: keys().publicKeyFile })).toEqual([
      expect.stringMatching(/^evidence is not signed/),
    ]);
  });

  test('is by Ed25519 only', () => {
    const { app, folder } = synthesized();
    expect(() => Evidence.write([app], folder, { signingKeyFile: keys('x25519').signingKeyFile })).toThrow(
      /key is of another type: got x25519 in .*; allowed: ed25519; fix: /,
    );
  });
});
