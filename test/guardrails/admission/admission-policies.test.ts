import { AdmissionAction, AdmissionOptions, AdmissionPolicies } from '../../../lib/guardrails/admission';
import { POD_KINDS } from '../../../lib/guardrails/admission/pod-kinds';
import { podShapes } from '../../../lib/guardrails/admission/shapes';
import { RULES } from '../../../lib/guardrails/rules';
import { isCelRule } from '../../../lib/guardrails/rules/rule';
import { Severity } from '../../../lib/guardrails/rules/severity';

const rule = (id: string) => RULES.filter(isCelRule).find((candidate) => candidate.id === id)!;

const of = (kind: string, options?: AdmissionOptions): any[] =>
  new AdmissionPolicies(options).validatingAdmissionPolicies().filter((manifest) => manifest.kind === kind);

const policies = (options?: AdmissionOptions) => of('ValidatingAdmissionPolicy', options);
const bindings = (options?: AdmissionOptions) => of('ValidatingAdmissionPolicyBinding', options);
const named = (name: string, manifests: any[]) => manifests.find(({ metadata }) => metadata.name === name);
const idsOf = ({ metadata }: any): string[] => metadata.annotations['secure-inference.ack/rules'].split(' ');
const enforcedIds = (options?: AdmissionOptions) => [...new Set(policies(options).flatMap(idsOf))];
/** The first validation of a rule in a policy. */
const validationOf = (id: string, policy: any) =>
  policy.spec.validations.find(({ message }: any) => message.startsWith(`${id} `));

test('the text of a rule is the text of its policy, verbatim', () => {
  const { expression, message } = validationOf('SAI-POD-001', named('sai-pod-pod', policies()));
  expect(expression).toContain(rule('SAI-POD-001').cel);
  expect(message).toBe(
    'SAI-POD-001 container runs privileged. Fix: remove securityContext.privileged; a privileged container owns the node',
  );
  expect(validationOf('SAI-NET-008', named('sai-net-services', policies())).expression).toBe(
    `// SAI-NET-008 ${rule('SAI-NET-008').title}\n${rule('SAI-NET-008').cel.trim()}`,
  );
});

test('all rules are in tens of policies, each of which kubectl can apply', () => {
  const all = policies({ failOn: Severity.LOW, clusterScoped: true });
  expect(all.length).toBeLessThan(70);
  expect(new Set(all.flatMap(idsOf)).size).toBeGreaterThan(100);
  for (const policy of all) {
    // `kubectl apply` keeps the whole object in an annotation, of which an object has at most 256 KiB in all
    expect(JSON.stringify(policy).length).toBeLessThan(230_000);
    expect(policy.metadata.name.length).toBeLessThanOrEqual(253);
  }
});

test('a rule with an action of its own is in policies of its own, and the others stay together', () => {
  const options = { actions: { 'SAI-IMG-001': AdmissionAction.AUDIT } };
  const added = policies(options).filter(({ metadata }) => !named(metadata.name, policies()));
  expect(added.map(({ metadata }) => metadata.name)).toEqual([
    ...['sai-img-pod-audit', 'sai-img-workload-audit', 'sai-img-other-audit'],
  ]);
  expect(added.map(idsOf)).toEqual([['SAI-IMG-001'], ['SAI-IMG-001'], ['SAI-IMG-001']]);
  expect(enforcedIds(options).sort()).toEqual(enforcedIds().sort());
});

test('kinds of operators share a policy, in which each rule judges its own', () => {
  const policy = named('sai-msh-custom-objects', policies());
  expect(validationOf('SAI-MSH-004', policy).expression).toContain(
    "!(object.apiVersion.startsWith('security.istio.io/') && object.kind in ['PeerAuthentication']) || (",
  );
  expect(policy.spec.matchConstraints.resourceRules.every(({ apiVersions }: any) => apiVersions[0] === '*')).toBe(true);
});

test('there is a policy for each shape that has pods, and every such kind is in one', () => {
  const shapes = policies().filter((policy) => idsOf(policy).includes('SAI-POD-001'));
  expect(shapes.map(({ metadata }) => metadata.name)).toEqual(['sai-pod-pod', 'sai-pod-workload', 'sai-pod-other']);
  const kinds = podShapes(POD_KINDS).flatMap((shape) => shape.kinds.map(({ group, kind }) => `${group}/${kind}`));
  expect(kinds.sort()).toEqual(POD_KINDS.map(({ group, kind }) => `${group}/${kind}`).sort());
});

test('ephemeral containers come by a subresource, which is judged too', () => {
  const [resourceRule] = named('sai-pod-pod', policies()).spec.matchConstraints.resourceRules;
  expect(resourceRule.resources).toEqual(['pods', 'pods/ephemeralcontainers']);
});

test('every policy fails closed and has its binding', () => {
  expect(bindings().map(({ spec }) => spec.policyName)).toEqual(policies().map(({ metadata }) => metadata.name));
  for (const { spec } of policies()) {
    expect(spec.failurePolicy).toBe('Fail');
  }
});

test('pods are judged when their spec is written by somebody who is no controller', () => {
  const names = (name: string) => named(name, policies()).spec.matchConditions.map((condition: any) => condition.name);
  expect(names('sai-pod-pod')).toEqual(['pods-changed', 'not-from-template']);
  expect(names('sai-net-services')).toEqual(['not-being-deleted']);
});

test('policies hold in namespaces of this library, unless labels say otherwise', () => {
  const selectors = (options?: AdmissionOptions) =>
    bindings(options).map(({ spec }) => spec.matchResources.namespaceSelector.matchLabels);
  expect(new Set(selectors().map((labels) => JSON.stringify(labels)))).toEqual(
    new Set(['{"app.kubernetes.io/managed-by":"ack-secure-inference"}']),
  );
  expect(selectors({ namespaceLabels: { team: 'ai' } })[0]).toEqual({ team: 'ai' });
});

test('rules of the severity and above are enforced, or those that are named', () => {
  const low = RULES.find(({ id }) => id === 'SAI-IMG-003')!;
  expect(low.severity).toBe(Severity.LOW);
  expect(enforcedIds()).not.toContain(low.id);
  expect(enforcedIds({ failOn: Severity.LOW })).toContain(low.id);
  expect(enforcedIds({ rules: [low.id, 'SAI-POD-001'], exclude: ['SAI-POD-001'] })).toEqual([low.id]);
});

test('an action holds for every rule but those that nobody may accept the risk of', () => {
  const options = { action: AdmissionAction.WARN, actions: { 'SAI-IMG-001': AdmissionAction.AUDIT } };
  const actions = (name: string) => named(name, bindings(options)).spec.validationActions;
  expect(actions('sai-img-pod')).toEqual(['Warn', 'Audit']);
  expect(actions('sai-img-pod-audit')).toEqual(['Audit']);
  expect(actions('sai-pod-pod-deny')).toEqual(['Deny']);
  expect(idsOf(named('sai-pod-pod-deny', policies(options)))).toContain('SAI-POD-001');
});

test('objects without a namespace are judged on request only, and never those that the API server makes at its start', () => {
  const resources = (options?: AdmissionOptions) =>
    policies(options).find((policy) => idsOf(policy).includes('SAI-IDN-017')).spec.matchConstraints.resourceRules[0]
      .resources;
  expect(resources()).toEqual(['roles']);
  expect(resources({ clusterScoped: true })).toEqual(['roles', 'clusterroles']);
  expect(named('sai-pod-persistentvolumes', policies({ failOn: Severity.LOW }))).toBeUndefined();
  const volumes = named('sai-pod-persistentvolumes', policies({ clusterScoped: true, failOn: Severity.LOW }));
  expect(volumes.spec.matchConditions).toContainEqual({
    name: 'not-bootstrap',
    expression: "request.?userInfo.?username.orValue('') != 'system:apiserver'",
  });
});

test('parameters are values of a ConfigMap, one a line', () => {
  const [configMap] = of('ConfigMap', { registries: ['a.example/x', 'b.example'], podRanges: ['10.0.0.0/8'] });
  expect(configMap.data).toEqual({ registries: 'a.example/x\nb.example', podRanges: '10.0.0.0/8' });
  expect(of('ConfigMap')[0].data).toEqual({ registries: '', podRanges: '' });
  expect(named('sai-img-pod', policies()).spec.paramKind).toEqual({ apiVersion: 'v1', kind: 'ConfigMap' });
  expect(named('sai-img-pod', bindings({ parameterNamespace: 'platform' })).spec.paramRef).toEqual({
    ...{ name: 'guardrail-parameters', namespace: 'platform', parameterNotFoundAction: 'Deny' },
  });
});

test('every rule is enforced, or listed with the reason why it is not', () => {
  const options = { exclude: ['SAI-IMG-001'], failOn: Severity.HIGH };
  const { notEnforced } = new AdmissionPolicies(options);
  expect([...enforcedIds(options), ...notEnforced.map(({ ruleId }) => ruleId)].sort()).toEqual(
    RULES.map(({ id }) => id).sort(),
  );
  const reason = (id: string) => notEnforced.find(({ ruleId }) => ruleId === id)?.reason;
  expect(reason('SAI-IMG-001')).toBe('it is excluded');
  expect(reason('SAI-IMG-003')).toBe('its severity is low, below high');
  expect(reason('SAI-IMG-007')).toMatch(/several objects together/);
  expect(reason('SAI-IDN-022')).toMatch(/cloud resources/);
  expect(reason('SAI-POD-029')).toMatch(/clusterScoped/);
  expect(reason('SAI-ADM-003')).toMatch(/admission policies/);
  const [chosen] = new AdmissionPolicies({ rules: ['SAI-IMG-001'] }).notEnforced;
  expect(chosen).toEqual({ ruleId: 'SAI-IMG-002', reason: 'it is not among the chosen rules' });
});

test.each([
  [{ exclude: ['SAI-XXX-001'] }, /no rule that an api server can enforce has this id: got "SAI-XXX-001"/],
  [{ exclude: ['SAI-IMG-007'] }, /no rule that an api server can enforce has this id: got "SAI-IMG-007"/],
  [{ rules: ['SAI-IDN-022'] }, /no rule that an api server can enforce has this id: got "SAI-IDN-022"/],
  [{ actions: { 'SAI-POD-999': AdmissionAction.WARN } }, /no rule that an api server can enforce has this id/],
  [{ podRanges: ['10.0.0.0/8', 'pods'] }, /range of pods is not a bounded IPv4 range: got "pods"/],
  [{ actions: { 'SAI-POD-001': AdmissionAction.WARN } }, /rule can only deny: container runs privileged/],
])('%j is refused', (options, message) => {
  expect(() => new AdmissionPolicies(options)).toThrow(message);
});

test('rules that ACK has a policy for name it', () => {
  expect(new AdmissionPolicies().ackPolicies).toContainEqual({
    ...{ ruleId: 'SAI-POD-001', policyName: 'ACKPSPPrivilegedContainer' },
  });
});

describe('Gatekeeper', () => {
  const templates = (options?: AdmissionOptions) => new AdmissionPolicies(options).gatekeeperTemplates();
  const constraints = (options?: AdmissionOptions) => new AdmissionPolicies(options).gatekeeperConstraints();

  test('there is one template for each rule, with its text', () => {
    const template = named('saipod001', templates());
    expect(template.spec.crd.spec.names.kind).toBe('SaiPod001');
    expect(template.spec.targets[0].code[0].engine).toBe('K8sNativeValidation');
    expect(template.spec.targets[0].code[0].source.validations[0].expression).toContain(rule('SAI-POD-001').cel);
  });

  test('constraints have the kinds, the action and the parameters', () => {
    const options = { action: AdmissionAction.AUDIT, registries: ['a.example'] };
    const { kind, spec } = named('sai-img-002', constraints(options));
    expect(kind).toBe('SaiImg002');
    expect(spec.enforcementAction).toBe('dryrun');
    expect(spec.match.kinds).toContainEqual({
      ...{ apiGroups: ['apps'], kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'] },
    });
    expect(spec.parameters).toEqual({ registries: ['a.example'] });
    expect(named('sai-pod-001', constraints(options)).spec.enforcementAction).toBe('deny');
    expect(named('sai-idn-017', constraints()).spec.match.kinds).toEqual([
      { apiGroups: ['rbac.authorization.k8s.io'], kinds: ['Role'] },
    ]);
  });
});
