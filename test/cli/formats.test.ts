import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { CommandUnderTest } from './command';
import { BARE_POD, CONFIG_MAP } from './manifests';
import { sarifErrors } from '../support/sarif';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const STACK = JSON.stringify({ resource: { alicloud_oss_bucket: { models: { acl: 'public-read' } } } });
const NASTY = BARE_POD.replace('name: bare', 'name: "<a href=\\"x\\">&\\u0007\'"');

function runs(): Record<string, string[]> {
  command.write('in/a b/pod.yaml', NASTY);
  command.write('in/map.yaml', CONFIG_MAP);
  command.write('in/stack/cdk.tf.json', STACK);
  command.write('in/broken.yaml', 'a: b: c\n');
  const baseline = command.write('baseline.json', command.run(['check', '-f', 'json', 'in/stack']).stdout);
  return {
    everything: ['--ignore', 'SAI-IMG-002=mirrored by the platform team', '--baseline', baseline, 'in'],
    clean: ['in/map.yaml'],
    nothing: ['in/broken.yaml'],
  };
}

const RUNS = Object.entries(runs());

describe('json', () => {
  const ajv = addFormats(new Ajv2020({ allErrors: true }));
  const validate = ajv.compile(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')));

  test.each(RUNS)('%s is a report by the published schema', (_, args) => {
    validate(command.report(args));
    expect(validate.errors).toBeNull();
  });

  test('the schema refuses what is no report', () => {
    expect(validate({ ...command.report(['in/map.yaml']), schemaVersion: '2.0' })).toBe(false);
  });

  test('has controls, scores, decisions and what no rule sees', () => {
    const report = command.report(RUNS[0][1]);
    expect(report.summary).toMatchObject({ objects: 2, resources: 1, acknowledged: 1, score: expect.any(Number) });
    expect(report.summary.baseline).toBeGreaterThan(0);
    expect(report.areas).toContainEqual(expect.objectContaining({ area: 'POD', title: 'Pods' }));
    expect(report.controls).toContainEqual(
      expect.objectContaining({
        ruleId: 'SAI-POD-001',
        status: 'open',
        checks: 1,
        failed: 1,
        fields: ['container.securityContext.privileged'],
      }),
    );
    expect(report.acknowledgedRisks).toEqual([
      { ruleId: 'SAI-IMG-002', reason: 'mirrored by the platform team', findings: 1 },
    ]);
    expect(report.residualRisks.length).toBeGreaterThan(0);
    expect(report.manualSteps.length).toBeGreaterThan(0);
  });

  test('nothing open scores 100, nothing to look at scores nothing', () => {
    expect(command.report(['in/map.yaml']).summary.score).toBe(100);
    expect(command.report(['in/broken.yaml']).summary).not.toHaveProperty('score');
  });

  test('SOURCE_DATE_EPOCH makes two runs equal', () => {
    const run = () => command.run(['check', '-f', 'json', 'in'], '', { SOURCE_DATE_EPOCH: '0' }).stdout;
    expect(run()).toBe(run());
    expect(JSON.parse(run()).generatedAt).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('sarif', () => {
  const log = (args: readonly string[]) => JSON.parse(command.run(['check', '-f', 'sarif', ...args]).stdout);

  test.each(RUNS)('%s is SARIF 2.1.0 by its JSON schema', (_, args) => {
    expect(sarifErrors(log(args))).toEqual([]);
  });

  test('the schema refuses what is no SARIF', () => {
    expect(sarifErrors({ ...log(['in/map.yaml']), version: '3' })).toHaveLength(1);
  });

  test('has regions, fingerprints, decisions and problems', () => {
    const [run] = log(RUNS[0][1]).runs;
    const result = (id: string) => run.results.find(({ ruleId }: { ruleId: string }) => ruleId === id);
    expect(result('SAI-POD-001')).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'in/a%20b/pod.yaml' },
            region: { startLine: 10, startColumn: 21 },
          },
        },
      ],
      partialFingerprints: { 'ackSecureInference/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    expect(run.tool.driver.rules[result('SAI-POD-001').ruleIndex].id).toBe('SAI-POD-001');
    expect(result('SAI-IMG-002').suppressions).toMatchObject([{ justification: 'mirrored by the platform team' }]);
    expect(result('SAI-MDL-013').baselineState).toBe('unchanged');
    expect(run.invocations[0]).toMatchObject({ executionSuccessful: false, toolExecutionNotifications: [{}] });
  });
});

describe('junit', () => {
  const xml = (args: readonly string[]) => command.run(['check', '-f', 'junit', ...args]).stdout;

  test('a file that is clean passes, a finding fails, a decision is skipped, a file that is no YAML is an error', () => {
    const text = xml(RUNS[0][1]);
    expect(text).toContain('<testsuite name="in/map.yaml" tests="1" failures="0" errors="0" skipped="0">');
    expect(text).toMatch(/<testcase classname="[^"]+" name="SAI-POD-001 spec.containers\[0\] \(main\)"><failure /);
    expect(text).toContain('<skipped message="acknowledged: mirrored by the platform team"/>');
    expect(text).toContain('<skipped message="known from the baseline"/>');
    expect(text).toMatch(/<testsuite name="in\/broken.yaml" tests="1" failures="0" errors="1"/);
  });

  test('what does not stop is told only', () => {
    expect(xml(['--fail-on', 'critical', 'in/a b'])).toMatch(/name="SAI-IMG-001[^>]+><system-out>high: /);
  });

  test('names cannot break out', () => {
    expect(xml(['in/a b'])).toContain('classname="Pod/&lt;a href=&quot;x&quot;&gt;&amp;\uFFFD&apos;"');
  });
});
