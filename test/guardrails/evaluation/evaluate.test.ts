import { evaluateManifests, evaluateStack } from '../../../lib/guardrails/evaluation/evaluate';
import { Match, Rule } from '../../../lib/guardrails/rules/rule';
import { Severity } from '../../../lib/guardrails/rules/severity';

function rule(id: string, match: Match, cel: string, params?: Rule['params']): Rule {
  return {
    ...{
      id,
      match,
      cel,
      params,
      name: 'a-rule',
      rationale: 'It matters.',
      title: id,
      severity: Severity.HIGH,
      message: 'is wrong',
      fix: 'mend it',
    },
    ...{ acknowledgeable: true, frameworks: {} },
  };
}

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', namespace: 'n' },
  spec: {
    template: {
      metadata: { labels: { app: 'a' } },
      spec: { hostPID: true, containers: [{ name: 'x' }, { name: 'y', image: 'i' }], initContainers: [{ name: 'z' }] },
    },
  },
};

test('an object rule sees objects of its kinds only', () => {
  const match: Match = { subject: 'object', kinds: [{ group: 'apps', kinds: ['Deployment'] }] };
  const found = evaluateManifests(
    [DEPLOYMENT, { ...DEPLOYMENT, kind: 'StatefulSet' }, { ...DEPLOYMENT, apiVersion: 'other/v1' }],
    {},
    [rule('SAI-A-001', match, "object.metadata.name != 'a'")],
  );
  expect(found).toMatchObject([{ subject: DEPLOYMENT, path: '' }]);
});

test('a pod rule reads spec and metadata of the template', () => {
  const found = evaluateManifests([DEPLOYMENT], {}, [
    rule('SAI-A-001', { subject: 'pod' }, '!pod.spec.?hostPID.orValue(false)'),
    rule('SAI-A-002', { subject: 'pod' }, "pod.metadata.labels.app == 'a'"),
  ]);
  expect(found.map(({ rule: { id }, path }) => [id, path])).toEqual([['SAI-A-001', 'spec.template.spec']]);
});

test('a container rule is judged for each container', () => {
  const found = evaluateManifests([DEPLOYMENT], {}, [
    rule('SAI-A-001', { subject: 'container' }, 'has(container.image)'),
  ]);
  expect(found.map(({ path, container }) => [path, container])).toEqual([
    ['spec.template.spec.containers[0]', 'x'],
    ['spec.template.spec.initContainers[0]', 'z'],
  ]);
});

test('a bundle rule sees all objects at once', () => {
  const cel = "objects.exists(object, object.kind == 'NetworkPolicy')";
  expect(
    evaluateManifests([DEPLOYMENT], {}, [rule('SAI-A-001', { subject: 'bundle', within: 'all' }, cel)]),
  ).toHaveLength(1);
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
  expect(
    evaluateManifests([DEPLOYMENT, policy], {}, [rule('SAI-A-001', { subject: 'bundle', within: 'all' }, cel)]),
  ).toEqual([]);
});

test('a bundle rule names the objects that alone break it, namespace by namespace', () => {
  const cel = `[objects.filter(policy, policy.kind == 'NetworkPolicy')].all(policies,
    objects.all(workload, workload.kind != 'Deployment' || policies.exists(policy, true)))`;
  const inNamespace = (namespace: string) => ({ ...DEPLOYMENT, metadata: { name: 'a', namespace } });
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'one' },
  };
  const found = evaluateManifests([inNamespace('one'), inNamespace('two'), inNamespace('two'), policy], {}, [
    rule('SAI-A-001', { subject: 'bundle', within: 'namespace' }, cel),
  ]);
  expect(found.map(({ subject }) => subject)).toEqual([inNamespace('two'), inNamespace('two')]);
});

describe('as the API server does before it judges', () => {
  const match: Match = { subject: 'object', kinds: [{ group: 'apps', kinds: ['Deployment'] }] };

  test('what is null is not there, in an object, a pod and all objects together', () => {
    const spec = { hostPID: null, containers: [{ name: 'x', command: null }], tolerations: null };
    const object = { ...DEPLOYMENT, paused: null, spec: { template: { metadata: null, spec } } };
    const rules = [
      rule('SAI-A-001', match, '!has(object.paused)'),
      rule('SAI-A-002', { subject: 'pod' }, 'pod.spec.?tolerations.orValue([]).all(toleration, false)'),
      rule('SAI-A-003', { subject: 'container' }, "container.?command.orValue([]).join('') == ''"),
      rule('SAI-A-004', { subject: 'bundle', within: 'all' }, 'objects.all(object, !has(object.paused))'),
    ];
    expect(evaluateManifests([object], {}, rules)).toEqual([]);
  });

  test('what is found in an object with null is found in the object as it is written', () => {
    const object = { ...DEPLOYMENT, paused: null };
    const found = evaluateManifests([object], {}, [
      rule('SAI-A-001', match, 'false'),
      rule('SAI-A-002', { subject: 'bundle', within: 'all' }, 'objects.all(object, false)'),
    ]);
    expect(found.map(({ subject }) => subject === object)).toEqual([true, true]);
  });

  test('a volume without a source is an empty directory', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', spec: { volumes: [{ name: 'a' }, { name: 'b', emptyDir: null }] } };
    const text = 'pod.spec.volumes.all(volume, has(volume.emptyDir))';
    expect(evaluateManifests([pod], {}, [rule('SAI-A-001', { subject: 'pod' }, text)])).toEqual([]);
  });
});

test('parameters have the default of the rule until somebody decides', () => {
  const params = { prefixes: { description: 'allowed', default: ['a'] } };
  const cel = 'objects.all(object, object.metadata.name in variables.params.prefixes)';
  const rules = [rule('SAI-A-001', { subject: 'bundle', within: 'all' }, cel, params)];
  expect(evaluateManifests([DEPLOYMENT], {}, rules)).toEqual([]);
  expect(evaluateManifests([DEPLOYMENT], { prefixes: ['b'] }, rules)).toHaveLength(1);
});

test('a rule that throws is a violation that says why', () => {
  const [violation] = evaluateManifests([DEPLOYMENT], {}, [
    rule('SAI-A-001', { subject: 'pod' }, 'pod.spec.missing == 1'),
  ]);
  expect(violation.error).toContain('missing');
});

test.each([
  '!container.?privileged.orValue(false)',
  // holds before the container is looked at, which an API server never gets to: it cannot go through the list
  'pod.spec.?hostUsers.orValue(true) || container.privileged',
])('what is no container breaks every rule over containers: %s', (cel) => {
  const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers: 'x' } };
  const [violation] = evaluateManifests([pod], {}, [rule('SAI-A-001', { subject: 'container' }, cel)]);
  expect(violation).toMatchObject({ path: 'spec.containers', error: expect.stringContaining('container') });
});

test.each(['1', "'true'", 'null'])('a rule that says %s instead of true does not hold', (cel) => {
  expect(evaluateManifests([DEPLOYMENT], {}, [rule('SAI-A-001', { subject: 'pod' }, cel)])).toHaveLength(1);
});

test('terraform rules see the arguments of a resource', () => {
  const resources = [
    { type: 'alicloud_vpc', name: 'a', arguments: { cidr: '10.0.0.0/8' } },
    { type: 'alicloud_vpc', name: 'b', arguments: {} },
  ];
  const found = evaluateStack(resources, {}, [
    rule('SAI-A-001', { subject: 'terraform', types: ['alicloud_vpc'] }, 'has(resource.cidr)'),
  ]);
  expect(found.map(({ rule: { id }, subject }) => [id, subject && 'name' in subject && subject.name])).toEqual([
    ['SAI-A-001', 'b'],
  ]);
});
