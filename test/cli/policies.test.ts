import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { CommandUnderTest } from './command';
import { AdmissionAction, AdmissionOptions, AdmissionPolicies } from '../../lib/guardrails/admission';
import { Severity } from '../../lib/guardrails/rules/severity';
import { judgeStack } from '../support/terraform/judge';

const command = new CommandUnderTest();
afterAll(() => command.remove());

/** Documents as the parser of Kubernetes reads them. */
const read = (text: string) => parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS());
const written = (folder: string) =>
  readdirSync(join(command.folder, folder)).flatMap((file) =>
    read(readFileSync(join(command.folder, folder, file), 'utf8')),
  );
const plain = (objects: any[]) => JSON.parse(JSON.stringify(objects));

test('writes ValidatingAdmissionPolicies to a pipe, and says what they do not enforce', () => {
  const { status, stdout, stderr } = command.run(['policies']);
  expect(status).toBe(0);
  expect(read(stdout)).toEqual(plain(new AdmissionPolicies().validatingAdmissionPolicies()));
  expect(stderr).toMatch(/^not enforced, since it is about several objects together.*: SAI-IMG-007, /m);
  expect(stderr).toMatch(/^not enforced, since its severity is low, below medium: .*SAI-IMG-003/m);
});

/** Enough to tell options apart: all policies are read once. */
const SOME = ['SAI-IMG-001', 'SAI-IMG-002', 'SAI-IMG-003', 'SAI-POD-004', 'SAI-NET-004', 'SAI-ADM-005'];

test('writes files in the order in which they are to be applied', () => {
  const rules = ['SAI-IMG-001'];
  const { status, stdout } = command.run(['policies', '--rules', ...rules, '--output', 'out/vap']);
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: 'out/vap/1-parameters.yaml\nout/vap/2-policies.yaml\nout/vap/3-bindings.yaml\n',
  });
  expect(written('out/vap')).toEqual(plain(new AdmissionPolicies({ rules }).validatingAdmissionPolicies()));

  const gatekeeper = ['policies', '--engine', 'gatekeeper', '--rules', ...rules, '-o', 'out/gatekeeper'];
  expect(command.run(gatekeeper).status).toBe(0);
  const policies = new AdmissionPolicies({ rules });
  expect(written('out/gatekeeper')).toEqual(
    plain([...policies.gatekeeperTemplates(), ...policies.gatekeeperConstraints()]),
  );
});

test.each<[string[], AdmissionOptions]>([
  [['--action', 'warn'], { action: AdmissionAction.WARN }],
  [
    ['--action-of', 'SAI-IMG-001=audit', '--action-of', 'SAI-IMG-002=warn'],
    { actions: { 'SAI-IMG-001': AdmissionAction.AUDIT, 'SAI-IMG-002': AdmissionAction.WARN } },
  ],
  [['--fail-on', 'low', '--cluster-scoped'], { failOn: Severity.LOW, clusterScoped: true }],
  [['--rules', 'SAI-POD-001,SAI-POD-002'], { rules: [...SOME, 'SAI-POD-001', 'SAI-POD-002'] }],
  [['--exclude', 'SAI-IMG-001', '--exclude', 'SAI-IMG-002'], { exclude: ['SAI-IMG-001', 'SAI-IMG-002'] }],
  [['--namespace-labels', 'team=ai,tier='], { namespaceLabels: { team: 'ai', tier: '' } }],
  [['--all-namespaces'], { namespaceLabels: {} }],
  [
    ['--registries', 'a.example/x', '--pod-ranges', '10.0.0.0/8,10.1.0.0/16'],
    { registries: ['a.example/x'], podRanges: ['10.0.0.0/8', '10.1.0.0/16'] },
  ],
  [['--parameter-namespace', 'platform'], { parameterNamespace: 'platform' }],
])('%j', (flags, options) => {
  const { status, stdout } = command.run(['policies', '--rules', SOME.join(','), ...flags]);
  expect(status).toBe(0);
  expect(read(stdout)).toEqual(plain(new AdmissionPolicies({ rules: SOME, ...options }).validatingAdmissionPolicies()));
});

describe('--engine ack', () => {
  const ack = (...flags: string[]) => {
    const { stdout, stderr } = command.run(['policies', '--engine', 'ack', ...flags]);
    const stack = JSON.parse(stdout);
    return { stack, stderr, instances: stack.resource.alicloud_cs_kubernetes_policy_instance };
  };

  test('is Terraform that the provider takes, for a cluster and namespaces that whoever applies it names', () => {
    const { stack, instances } = ack('--fail-on', 'low', '--cluster-scoped');
    expect(judgeStack(stack)).toEqual([]);
    expect(Object.keys(stack.variable)).toEqual(['cluster_id', 'namespaces']);
    expect(instances.ACKPSPPrivilegedContainer).toEqual({
      '//': 'SAI-POD-001 Privileged container',
      cluster_id: '${var.cluster_id}',
      policy_name: 'ACKPSPPrivilegedContainer',
      action: 'deny',
      namespaces: '${var.namespaces}',
    });
    expect(instances.ACKPSPCapabilities.parameters).toEqual({
      allowedCapabilities: '[]',
      requiredDropCapabilities: '["ALL"]',
    });
  });

  test('has an instance of every policy that rules name, or says why not', () => {
    const { instances, stderr } = ack(
      '--fail-on',
      'low',
      '--cluster-scoped',
      '--registries',
      'a.example/ai,b.example/',
    );
    const named = new AdmissionPolicies().ackPolicies.map(({ policyName }) => policyName);
    expect([...Object.keys(instances), 'ACKContainerLimits'].sort()).toEqual([...new Set(named)].sort());
    expect(stderr).toMatch(
      /since its policy of ACK needs the largest limits, see AckPolicy.containerLimits: SAI-AVL-\d+/,
    );
    expect(stderr).toMatch(/since ACK has no policy that demands it: .*SAI-GPU-001/);
    expect(instances.ACKAllowedRepos.parameters).toEqual({ repos: '["a.example/ai/","b.example/"]' });
  });

  test('allows no repository that nobody named', () => {
    const { instances, stderr } = ack();
    expect(instances.ACKAllowedRepos).toBeUndefined();
    expect(stderr).toMatch(/since its policy of ACK needs --registries: SAI-IMG-002/);
  });

  test('warns where every rule of a policy does', () => {
    const { instances } = ack('--action', 'warn', '--action-of', 'SAI-POD-004=deny');
    expect(instances.ACKImageDigests.action).toBe('warn');
    expect(instances.ACKPSPPrivilegedContainer.action).toBe('deny');
  });
});

test.each([
  [['--engine', 'kyverno'], /Allowed choices are vap, gatekeeper, ack/],
  [['--action', 'block'], /Allowed choices are deny, warn, audit/],
  [['--fail-on', 'worst'], /Allowed choices are low, medium, high, critical/],
  [['--action-of', 'SAI-IMG-001'], /--action-of SAI-IMG-001: write ID=action with one of deny, warn, audit/],
  [['--action-of', 'SAI-IMG-001=block'], /--action-of SAI-IMG-001=block: write ID=action/],
  [['--action-of', 'SAI-POD-001=warn'], /rule can only deny: container runs privileged: got "SAI-POD-001"/],
  [['--action-of', 'SAI-XXX-001=warn'], /no rule that an api server can enforce has this id: got "SAI-XXX-001"/],
  [['--rules', 'SAI-IDN-022'], /no rule that an api server can enforce has this id: got "SAI-IDN-022"/],
  [['--exclude', 'SAI-XXX-001,SAI-XXX-002'], /got "SAI-XXX-001"[^]*got "SAI-XXX-002"/],
  [['--namespace-labels', 'team'], /--namespace-labels team: write key=value/],
  [['--namespace-labels', 'te am=a,b=c d'], /--namespace-labels te am=a: [^]*--namespace-labels b=c d: /],
  [
    ['--namespace-labels', 'team=ai', '--all-namespaces'],
    /'--all-namespaces' cannot be used with .*'--namespace-labels/,
  ],
  [['--pod-ranges', 'pods'], /range of pods is not a bounded IPv4 range: got "pods"/],
  [['--engine', 'ack', '--action', 'audit'], /policies of ACK deny or warn, and do not audit/],
  [['extra'], /too many arguments/],
])('refuses %j with 2, and writes nothing', (flags, message) => {
  const { status, stdout, stderr } = command.run(['policies', '-o', 'refused', ...flags]);
  expect(stderr).toMatch(message);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(readdirSync(command.folder)).not.toContain('refused');
});

test('a folder that cannot be made is wrong use', () => {
  command.write('file', '');
  expect(command.run(['policies', '-o', 'file/below'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/nothing was written: E\w+/),
  });
});

describe('kinds whose pods are judged', () => {
  const resourcesOf = (stdout: string) =>
    read(stdout)
      .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
      .flatMap(({ spec }) => spec.matchConstraints.resourceRules)
      .flatMap(({ apiGroups, resources }) => resources.map((resource: string) => `${resource}.${apiGroups[0]}`));

  const definition = (group: string, kind: string) => ({
    ...{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
    spec: { group, names: { kind } },
  });

  test('are all that are known, or those that are named', () => {
    const all = resourcesOf(command.run(['policies', '--rules', 'SAI-POD-001']).stdout);
    expect(all).toEqual(expect.arrayContaining(['pytorchjobs.kubeflow.org', 'rolebasedgroups.workloads.x-k8s.io']));
    const some = command.run(['policies', '--rules', 'SAI-POD-001', '--kinds', 'kubeflow.org/PyTorchJob']).stdout;
    expect(resourcesOf(some)).toContain('deployments.apps');
    expect(resourcesOf(some).filter((name) => !/\.(apps|batch|)$/.test(name))).toEqual(['pytorchjobs.kubeflow.org']);
  });

  test('are those of a cluster, and the ones that nobody knows are named', () => {
    const items = [
      definition('jobset.x-k8s.io', 'JobSet'),
      definition('example.com', 'Widget'),
      definition('networking.istio.io', 'Gateway'),
    ];
    command.write('crds.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    const { stdout, stderr } = command.run(['policies', '--rules', 'SAI-POD-001', '--crds', 'crds.json']);
    expect(resourcesOf(stdout)).toContain('jobsets.jobset.x-k8s.io');
    expect(resourcesOf(stdout)).not.toContain('pytorchjobs.kubeflow.org');
    expect(stderr).toContain('not judged, since nobody knows whether they hold pods: example.com/Widget\n');
  });

  test.each([
    [['--kinds', 'example.com/Widget'], 'no kind with pods is known by this name'],
    [['--crds', 'none.json'], 'cannot be read'],
    [['--crds', 'empty.json'], 'holds no CustomResourceDefinition'],
    [['--crds', 'empty.json', '--kinds', 'kubeflow.org/PyTorchJob'], 'cannot be used with'],
  ])('%j is refused', (args, message) => {
    command.write('empty.json', '{"items": []}');
    const { status, stderr } = command.run(['policies', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
