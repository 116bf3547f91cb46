import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { casesAs, KIND_CASES } from './cases';
import { writeSuite } from './gator-suite';
import { AdmissionPolicies } from '../../../lib/guardrails/admission';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { manifestFiles, manifests } from '../cluster/example-output';
import { goInstall } from '../support/go';
import { GO, judge } from '../support/judge';

/** Every sample as a kind of Kubernetes itself and one of an operator; one sample as every kind that has pods. */
const CASES = [...casesAs(['/Pod', 'ray.io/RayCluster']), ...KIND_CASES];

judge('parity of Gatekeeper', [GO], () => {
  let gator: string;
  let folder: string;

  beforeAll(() => {
    gator = goInstall('github.com/open-policy-agent/gatekeeper/v3/cmd/gator', 'v3.23.1');
    folder = mkdtempSync(join(tmpdir(), 'gator-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (args: string[], input = '') =>
    spawnSync(gator, args, { input, encoding: 'utf8', maxBuffer: 2 ** 28, cwd: folder });

  test('of every sample, the constraint of its rule says what synthesis says', () => {
    const expectations = CASES.map((each) => ({
      case: each,
      isBroken: evaluateManifests([each.manifest], each.params, [each.rule]).length > 0,
    }));
    writeSuite(join(folder, 'suite'), expectations);
    const { status, stdout, stderr } = run(['verify', '--verbose', 'suite/suite.yaml']);
    expect({ stderr, failures: stdout.match(/^ *--- FAIL: .*\n.*$/gm) ?? [] }).toEqual({ stderr: '', failures: [] });
    expect(stdout.match(/^ {4}--- PASS: /gm)).toHaveLength(CASES.length);
    expect(status).toBe(0);
  });

  describe('where policies hold', () => {
    const policies = new AdmissionPolicies();
    const example = manifestFiles('quickstart').flatMap(manifests);
    const { namespace } = example.find(({ kind }) => kind === 'Deployment').metadata;

    /** What every constraint says of objects. */
    const judged = (...objects: object[]) => {
      const all = [...policies.gatekeeperTemplates(), ...policies.gatekeeperConstraints(), ...objects];
      const input = all.map((object) => JSON.stringify(object)).join('\n---\n');
      const { status, stdout } = run(['test', '--output', 'json'], input);
      return { status, messages: (JSON.parse(stdout) ?? []).map(({ msg }: { msg: string }) => msg) };
    };
    const pod = (home: string) => ({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'debug', namespace: home } },
      spec: { containers: [{ name: 'debug', image: 'debug:1', securityContext: { privileged: true } }] },
    });

    test('an example is let through', () => {
      expect(judged(...example)).toEqual({ status: 0, messages: [] });
    });

    test('what breaks rules is not: rule, reason, fix', () => {
      const { status, messages } = judged(...example, pod(namespace));
      expect(status).toBe(1);
      expect(messages).toContainEqual(expect.stringMatching(/^SAI-POD-001 container runs privileged\. Fix: /));
    });

    test('other namespaces are left alone', () => {
      const free = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'free' } };
      expect(judged(free, pod('free'))).toEqual({ status: 0, messages: [] });
    });
  });
});
