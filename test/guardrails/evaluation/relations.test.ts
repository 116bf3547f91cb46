import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { RELATED_KINDS, relationsOf } from '../../../lib/guardrails/evaluation/relations';
import { RULES } from '../../../lib/guardrails/rules';
import { isCelRule, spansObjects } from '../../../lib/guardrails/rules/rule';
import { manifestsOf, SAMPLES } from '../rules/samples';

const bundleRules = RULES.filter(isCelRule)
  .filter(({ match }) => match.subject === 'bundle')
  .map((rule) => [rule.id, rule] as const);

const spanning = RULES.filter(spansObjects).map((rule) => [rule.id, rule] as const);

describe.each(spanning)('%s', (id, rule) => {
  const { allowed, disallowed, absent } = SAMPLES.get(id)!;

  test.each([...allowed, ...disallowed, absent])('judges what is kept as it judges the whole: %j', (sample) => {
    const objects = manifestsOf(rule, sample);
    const kept = objects.flatMap((object) => relationsOf(object) ?? []);
    const verdict = (some: typeof objects) =>
      evaluateManifests(some, sample.params, [rule]).map(({ path, subject }) => [path, subject && 'kind' in subject]);
    expect(verdict(kept)).toEqual(verdict(objects));
  });
});

describe.each(bundleRules)('%s', (_, rule) => {
  test('names only kinds of which something is kept', () => {
    const named = [...rule.cel.matchAll(/\bkind (?:==|in) ([^&|)]+)/g)].flatMap(
      ([, kinds]) => kinds.match(/\w+/g) ?? [],
    );
    expect(named.filter((kind) => !RELATED_KINDS.includes(kind))).toEqual([]);
    expect(named.length + (rule.cel.includes('pods.') ? 1 : 0)).toBeGreaterThan(0);
  });
});

test('what is long is not kept', () => {
  const spec = {
    replicas: 1,
    template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'x', lifecycle: {} }] } },
  };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a', annotations: { long: '…' } },
    spec,
  };
  expect(relationsOf(object)).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: { replicas: 1, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{}] } } },
  });
});

test('a ConfigMap whose texts hold pods is judged as it stands, one whose texts are long is cut', () => {
  const metadata = { name: 'a' };
  const pod = 'spec: {template: {spec: {containers: [{name: x, image: y}]}}}';
  const withPods = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { deployment: pod } };
  expect(relationsOf(withPods)).toBe(withPods);
  const withText = { ...withPods, data: { page: 'a'.repeat(100_000) } };
  expect(relationsOf(withText)).toMatchObject({ kind: 'ConfigMap', data: {} });
});
