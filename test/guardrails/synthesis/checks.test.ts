import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { App as TerraformApp, TerraformResource, TerraformStack } from 'cdktf';
import { SecureApp } from '../../../lib';
import { Checks, FindingStatus, Risk, Severity } from '../../../lib/guardrails';
import { RuleIndex } from '../../../lib/guardrails/evaluation/rule-index';
import { RULES } from '../../../lib/guardrails/rules';
import { Manifest } from '../../../lib/objects/manifest';
import { engine, IMAGE, newService } from '../../inference/fixtures';
import { manifestsOf, SAMPLES } from '../rules/samples';

const PRIVILEGED = 'SAI-POD-001';
const DIGEST = 'SAI-IMG-001';
const PUBLIC_BUCKET = 'SAI-MDL-013';

let outdir: string;
beforeEach(() => (outdir = mkdtempSync(join(tmpdir(), 'checks-'))));
afterEach(() => {
  rmSync(outdir, { recursive: true });
  jest.restoreAllMocks();
});

/** A pod that breaks a rule. */
function pod(scope: Chart, ruleId = PRIVILEGED, id = 'Pod'): ApiObject {
  const { metadata, ...manifest } = manifestThatBreaks(ruleId);
  return new ApiObject(scope, id, { ...manifest, metadata: { ...metadata, name: id.toLowerCase() } });
}

function manifestThatBreaks(ruleId: string): Manifest {
  const rule = RULES.find((candidate) => candidate.id === ruleId)!;
  return manifestsOf(rule, SAMPLES.get(ruleId)!.disallowed[0])[0];
}

function publicBucket(stack: TerraformStack): TerraformResource {
  const bucket = new TerraformResource(stack, 'Bucket', { terraformResourceType: 'alicloud_oss_bucket' });
  bucket.addOverride('acl', 'public-read');
  return bucket;
}

const messageOf = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};
const found = (text: string, ruleId: string): string[] =>
  text.split('\n').filter((line) => line.includes(` ${ruleId} `));

describe('cdk8s', () => {
  test.each(['app', 'chart'])('findings of every object stop the synthesis of the %s, with path and fix', (what) => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    pod(chart, PRIVILEGED, 'One');
    pod(chart, DIGEST, 'Two');
    Checks.enforceOn(what === 'app' ? app : chart);
    const message = messageOf(() => app.synth());
    expect(found(message, PRIVILEGED)).toEqual([
      expect.stringMatching(
        /\[chart\/One\] SAI-POD-001 Pod\/one spec\.containers\[0\]: container runs privileged\. Fix: remove/,
      ),
    ]);
    expect(found(message, DIGEST)).toEqual([expect.stringContaining('[chart/Two] ')]);
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('what a patch adds after construction is found', () => {
    const app = new App({ outdir });
    const object = pod(new Chart(app, 'chart'), DIGEST);
    Checks.enforceOn(app);
    object.addJsonPatch(JsonPatch.add('/spec/hostPID', true));
    expect(
      found(
        messageOf(() => app.synth()),
        'SAI-POD-009',
      ),
    ).toHaveLength(1);
  });

  test('of two calls for a scope both hold, and each finding is said once', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    pod(chart, PRIVILEGED, 'One');
    pod(chart, DIGEST, 'Two');
    Checks.enforceOn(app, { failOn: Severity.CRITICAL });
    Checks.enforceOn(app);
    const message = messageOf(() => app.synth());
    expect(found(message, PRIVILEGED)).toHaveLength(1);
    expect(found(message, DIGEST)).toHaveLength(1);
  });

  test('what is below the severity does not stop', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    pod(chart, DIGEST);
    Checks.enforceOn(app, { failOn: Severity.CRITICAL });
    app.synth();
    expect(Checks.evaluate(app).map(({ ruleId }) => ruleId)).toContain(DIGEST);
    expect(readdirSync(outdir)).toEqual(['chart.k8s.yaml']);
  });

  test('a rule that throws stops the synthesis, and says what was thrown', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    const spec = { containers: [{ name: 'a', securityContext: { privileged: 'yes' } }] };
    new ApiObject(chart, 'Pod', { apiVersion: 'v1', kind: 'Pod', spec } as never);
    Checks.enforceOn(app);
    expect(
      found(
        messageOf(() => app.synth()),
        PRIVILEGED,
      ),
    ).toEqual([expect.stringContaining('cannot be evaluated')]);
  });
});

describe.each([App, SecureApp])('an app of type %p', (type) => {
  /** An object that counts how often it is read. */
  class Counted extends ApiObject {
    public count = 0;

    public toJson(): unknown {
      this.count += 1;
      return super.toJson();
    }
  }

  function counted(app: App): Counted {
    const { metadata, ...manifest } = manifestThatBreaks(DIGEST);
    const objects = [1, 2, 3, 4].map(
      (i) => new Counted(new Chart(app, `c${i}`), 'Pod', { ...manifest, metadata: { ...metadata, name: `p${i}` } }),
    );
    return objects[0];
  }

  test.each(['synth', 'synthYaml'] as const)('is looked at once in %s, however many charts it writes', (method) => {
    const app = new type({ outdir });
    const object = counted(app);
    Checks.enforceOn(app, { failOn: Severity.CRITICAL });
    Checks.enforceOn(app, { failOn: Severity.HIGH, registries: ['registry.example.com'] });
    Checks.enforceOn(object.node.scope!, { failOn: Severity.CRITICAL });
    expect(messageOf(() => app[method]())).toContain(DIGEST);
    expect(object.count).toBe(1);
  });

  test('what changes between two syntheses is found', () => {
    const app = new type({ outdir });
    const object = counted(app);
    Checks.enforceOn(app, { failOn: Severity.CRITICAL });
    app.synth();
    object.addJsonPatch(JsonPatch.add('/spec/hostPID', true));
    expect(messageOf(() => app.synth())).toContain('SAI-POD-009');
    expect(messageOf(() => object.chart.toJson())).toContain('SAI-POD-009');
  });

  test('what a service of this library has been found is not looked for again', () => {
    const app = new type({ outdir });
    Checks.enforceOn(app, { failOn: Severity.CRITICAL, registries: [IMAGE.split('/vllm')[0]] });
    newService({}, new Chart(app, 'one', { namespace: 'one' }));
    newService({}, new Chart(app, 'two', { namespace: 'two' }));
    const looked = jest.spyOn(RuleIndex.prototype, 'ofObject');
    app.synth();
    const objects = app.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
    expect(looked).toHaveBeenCalledTimes(objects.length);
  });

  test('what its own checks refuse stops it, whatever it is asked for', () => {
    const app = new type({ outdir });
    const service = newService(
      { engine: engine({ image: 'docker.io/vllm@' + IMAGE.split('@')[1] }) },
      new Chart(app, 'one', { namespace: 'one' }),
    );
    Checks.enforceOn(app, { failOn: Severity.CRITICAL });
    expect(
      found(
        messageOf(() => app.synth()),
        'SAI-IMG-002',
      ),
    ).toEqual([expect.stringContaining(service.node.path)]);
  });
});

test('what changes while an app writes is looked at again', () => {
  const app = new App({ outdir });
  Checks.enforceOn(app, { failOn: Severity.CRITICAL, registries: [IMAGE.split('/vllm')[0]] });
  const charts = ['one', 'two'].map((namespace) => new Chart(app, namespace, { namespace }));
  const [, service] = charts.map((chart) => newService({}, chart));
  const change = jest.fn(() => {
    if (change.mock.calls.length === 3) {
      service.object('Deployment').addJsonPatch(JsonPatch.add('/spec/template/spec/hostPID', true));
    }
    return [];
  });
  app.node.addValidation({ validate: change });
  expect(messageOf(() => app.synth())).toContain('SAI-POD-009');
  expect(readdirSync(outdir)).toEqual(['one.k8s.yaml']);
});

describe('cdktf', () => {
  function stackIn(app: TerraformApp, id = 'stack'): TerraformStack {
    const stack = new TerraformStack(app, id);
    publicBucket(stack);
    return stack;
  }

  test.each(['app', 'stack'])('findings stop the synthesis of the %s before anything is written', (what) => {
    const app = new TerraformApp({ outdir, stackTraces: false });
    const stack = stackIn(app);
    Checks.enforceOn(what === 'app' ? app : stack);
    const message = messageOf(() => app.synth());
    expect(found(message, PUBLIC_BUCKET)).toEqual([
      expect.stringContaining(`[stack/Bucket] ${PUBLIC_BUCKET} alicloud_oss_bucket.Bucket: `),
    ]);
    expect(existsSync(join(outdir, 'stacks/stack/cdk.tf.json'))).toBe(false);
  });

  test('a stack that is defined after the call is found too', () => {
    const app = new TerraformApp({ outdir, stackTraces: false });
    Checks.enforceOn(app);
    stackIn(app);
    expect(
      found(
        messageOf(() => app.synth()),
        PUBLIC_BUCKET,
      ),
    ).toHaveLength(1);
    expect(existsSync(join(outdir, 'manifest.json'))).toBe(false);
  });

  test('an override and an accepted risk count', () => {
    const app = new TerraformApp({ outdir, stackTraces: false });
    const stack = stackIn(app);
    Risk.of(stack).acknowledge({ id: PUBLIC_BUCKET, reason: 'The weights in it are published anyway' });
    const [finding] = Checks.evaluate(app).filter(({ ruleId }) => ruleId === PUBLIC_BUCKET);
    expect(finding).toMatchObject({ status: FindingStatus.ACKNOWLEDGED, constructPath: 'stack/Bucket' });
  });

  test.each([
    ['a privileged container', PRIVILEGED, true],
    ['a pod in namespaces of its node', 'SAI-POD-009', true],
    ['a socket of the container runtime', 'SAI-POD-011', true],
    ['an image by tag, whose risk may be accepted', DIGEST, false],
  ])('where validations are skipped, %s still stops: %s %s', (_, ruleId, stops) => {
    const app = new TerraformApp({ outdir, stackTraces: false, skipValidation: true });
    new TerraformResource(new TerraformStack(app, 'stack'), 'Pod', {
      terraformResourceType: 'kubernetes_manifest',
    }).addOverride('manifest', manifestThatBreaks(ruleId));
    Checks.enforceOn(app);
    const message = messageOf(() => app.synth());
    expect(found(message, ruleId)).toEqual(stops ? [expect.stringContaining('[stack/Pod] ')] : []);
    expect(existsSync(join(outdir, 'stacks/stack/cdk.tf.json'))).toBe(!stops);
  });
});

test('what a scope allows holds for constructs of the library below it', () => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'llm', { namespace: 'inference' });
  newService({ engine: engine({ image: IMAGE.replace(/^[^/]+/, 'registry.example.com') }) }, chart);
  expect(
    found(
      messageOf(() => app.synth()),
      'SAI-IMG-002',
    ),
  ).toHaveLength(1);
  Checks.enforceOn(app, { registries: ['registry.example.com'] });
  expect(
    found(
      messageOf(() => app.synth()),
      'SAI-IMG-002',
    ),
  ).toEqual([]);
});

describe('a risk', () => {
  const REASON = 'The registry of the vendor is mirrored';

  function chartWith(...ids: string[]): Chart {
    const chart = new Chart(new App({ outdir }), 'chart');
    ids.forEach((id) => pod(chart, DIGEST, id));
    return chart;
  }
  const digestFindings = (chart: Chart) => Checks.evaluate(chart).filter(({ ruleId }) => ruleId === DIGEST);
  const statuses = (chart: Chart) => digestFindings(chart).map(({ status }) => status);
  const { OPEN, ACKNOWLEDGED } = FindingStatus;

  test('that is accepted holds for children, and not beside them', () => {
    const chart = chartWith('One', 'Two');
    Risk.of(chart.node.findChild('Two')).acknowledge({ id: DIGEST, reason: REASON });
    expect(statuses(chart)).toEqual([OPEN, ACKNOWLEDGED]);
    Risk.of(chart).acknowledge({ id: DIGEST, reason: REASON });
    expect(statuses(chart)).toEqual([ACKNOWLEDGED, ACKNOWLEDGED]);
  });

  test('may be accepted for one finding', () => {
    const chart = chartWith('One', 'Two');
    Risk.of(chart).acknowledge({ id: DIGEST, finding: 'Pod/two', reason: REASON });
    expect(statuses(chart)).toEqual([OPEN, ACKNOWLEDGED]);
  });

  test('stays in the findings with all that was said of it', () => {
    const chart = chartWith('One');
    const said = { reason: REASON, reference: 'SEC-12', expires: '2099-12-31' };
    Risk.of(chart).acknowledge({ id: DIGEST, ...said });
    expect(digestFindings(chart)).toMatchObject([{ status: ACKNOWLEDGED, ...said }]);
  });

  test('does not change what is written', () => {
    const chart = chartWith('One');
    const before = chart.toJson();
    Risk.of(chart).acknowledge({ id: DIGEST, reason: REASON });
    expect(chart.toJson()).toEqual(before);
  });

  test.each([
    [
      'an unknown rule',
      { id: 'SAI-IMG-999' },
      /\[chart\] no rule has this id: got "SAI-IMG-999"; allowed: .*SAI-IMG-001/,
    ],
    ['a rule that nobody may', { id: PRIVILEGED }, /risk cannot be accepted: container runs privileged/],
    ['a short reason', { reason: 'because  of reasons ' }, /reason is too short: got "because {2}of reasons "/],
    ['a day that is past', { expires: '2020-01-01' }, /acceptance has expired: got "2020-01-01"/],
    ['what is no day', { expires: '2027-02-31x' }, /invalid expiry date/],
    [
      'everything at once',
      { id: 'SAI-X-1', reason: '', expires: '-' },
      /no rule[^]*reason is too short[^]*invalid expiry date/,
    ],
  ])('is refused for %s', (_, wrong, message) => {
    const chart = chartWith();
    expect(() => Risk.of(chart).acknowledge({ id: DIGEST, reason: REASON, ...wrong })).toThrow(message);
  });

  test('that covers nothing any more is a warning, once', () => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation();
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    Risk.of(chart).acknowledge({ id: DIGEST, finding: 'Pod/gone', reason: REASON });
    Checks.enforceOn(app);
    app.synth();
    expect(emit.mock.calls).toEqual([
      [
        '[chart] nothing is found that the accepted risk SAI-IMG-001 in "Pod/gone" covers: remove it',
        { type: 'StaleRisk' },
      ],
    ]);
  });

  test('that covers something is none', () => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation();
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    pod(chart, DIGEST);
    Risk.of(chart).acknowledge({ id: DIGEST, reason: REASON });
    Checks.enforceOn(app, { failOn: Severity.CRITICAL });
    app.synth();
    expect(emit).not.toHaveBeenCalled();
  });
});
