import { checkFields } from '../../lib/objects/schema/unknown-fields';

function deployment(podSpec: object): { apiVersion: string; kind: string } {
  return { apiVersion: 'apps/v1', kind: 'Deployment', ...{ spec: { template: { spec: podSpec } } } };
}

test('names a misspelt field by its path and offers the nearest known one', () => {
  const [problem, ...others] = checkFields(
    deployment({ containers: [{ name: 'a', securityContext: { readonlyRootFilesystem: true } }] }),
  );
  expect(others).toEqual([]);
  expect(problem.got).toBe('spec.template.spec.containers[0].securityContext.readonlyRootFilesystem');
  expect(problem.fix).toBe('did you mean "readOnlyRootFilesystem"?');
});

test('finds every unknown field in one run', () => {
  const problems = checkFields(deployment({ contaners: [], hostUser: false, containers: [{ nam: 'a' }] }));
  expect(problems.map((problem) => problem.got)).toEqual([
    'spec.template.spec.contaners',
    'spec.template.spec.hostUser',
    'spec.template.spec.containers[0].nam',
  ]);
});

test('knows fields that are newer than cdk8s-plus-28, and leaves maps to the user', () => {
  const spec = {
    resources: { limits: { 'nvidia.com/gpu': 1 } },
    nodeSelector: { anything: 'goes' },
    securityContext: { supplementalGroupsPolicy: 'Strict', appArmorProfile: { type: 'RuntimeDefault' } },
    volumes: [{ name: 'model', image: { reference: 'r' } }],
  };
  expect(checkFields(deployment(spec))).toEqual([]);
});

test('says nothing of kinds that are not part of kubernetes', () => {
  expect(
    checkFields({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', ...{ spec: { x: 1 } } }),
  ).toEqual([]);
});
