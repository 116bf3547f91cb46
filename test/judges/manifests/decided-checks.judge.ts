/** What checkov and kube-score look for: each check is decided, and what it finds, a rule finds as well. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKOV_CHECKS, Decision, KUBE_SCORE_CHECKS } from './decided-checks';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { RULES } from '../../../lib/guardrails/rules';
import { Manifest } from '../../../lib/objects/manifest';
import { casesAs } from '../admission/cases';
import { CHECKOV, checkov, installCheckov } from '../support/checkov';
import { goInstall } from '../support/go';
import { GO, judge, PYTHON } from '../support/judge';

const rulesOf = (decision: Decision | undefined) => (decision && 'rules' in decision ? decision.rules : []);

test('every rule that a decision names is one', () => {
  const named = [...Object.values(CHECKOV_CHECKS), ...Object.values(KUBE_SCORE_CHECKS)].flatMap(rulesOf);
  expect(named.filter((id) => !RULES.some((rule) => rule.id === id))).toEqual([]);
});

judge('checks of kube-score', [GO], () => {
  test('each is decided', () => {
    const kubeScore = goInstall('github.com/zegl/kube-score/cmd/kube-score', 'v1.20.0');
    const { stdout } = spawnSync(kubeScore, ['list'], { encoding: 'utf8' });
    const ids = stdout.split('\n').flatMap((line) => line.split(',')[0] || []);
    expect(ids.length).toBeGreaterThan(30);
    expect(ids.filter((id) => !(id in KUBE_SCORE_CHECKS))).toEqual([]);
  });
});

judge('checks of checkov', [PYTHON], () => {
  const folder = mkdtempSync(join(tmpdir(), 'decided-'));
  beforeAll(installCheckov);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('each is decided', () => {
    const { stdout } = spawnSync(CHECKOV, ['--list', '--framework', 'kubernetes'], { encoding: 'utf8' });
    const ids = new Set(stdout.match(/CKV2?_K8S_\d+/g));
    expect(ids.size).toBeGreaterThan(100);
    expect([...ids].filter((id) => !(id in CHECKOV_CHECKS))).toEqual([]);
  });

  test('of every sample, what checkov finds by a check with rules, one of these finds as well', () => {
    // of rules that a decision names: checkov takes a minute for all, and ends without a word at what no cluster takes
    const named = new Set(Object.values(CHECKOV_CHECKS).flatMap(rulesOf));
    const written = casesAs(['/Pod']).filter(({ name, rule }) => named.has(rule.id) && name.includes(' disallowed['));
    const objects = written.map(({ manifest }, i): Manifest => {
      const { namespace = manifest.kind === 'Pod' ? undefined : 'shop', ...metadata } = manifest.metadata ?? {};
      return { ...manifest, metadata: { ...metadata, namespace, name: `o-${i}` } } as Manifest;
    });
    const native = objects.filter(({ apiVersion }) => /^(v1|[a-z]+\/v1|[a-z.]+\.k8s\.io\/v1)$/.test(apiVersion));
    const file = join(folder, 'samples.yaml');
    writeFileSync(file, native.map((object) => JSON.stringify(object)).join('\n---\n'));
    const { results } = checkov('kubernetes', [file]);
    const seen = new Set<string>();
    const missed = results.failed_checks.flatMap(({ check_id: check, resource }) => {
      const rules = rulesOf(CHECKOV_CHECKS[check]);
      const object = native.find(({ metadata }) => resource.endsWith(`.${metadata!.name}`));
      if (rules.length === 0 || object === undefined) {
        return [];
      }
      seen.add(check);
      const ids = evaluateManifests([object]).map(({ rule }) => rule.id);
      return ids.some((id) => rules.includes(id)) ? [] : [`${check} ${JSON.stringify(object)}`];
    });
    expect(missed).toEqual([]);
    expect(seen.size).toBeGreaterThan(15);
  });
});
