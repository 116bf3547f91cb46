import { Chart, Testing } from 'cdk8s';
import { AdmissionEngine, GuardrailPolicies, GuardrailPoliciesProps } from '../../lib';

function synth(props?: GuardrailPoliciesProps): any[] {
  const chart = new Chart(Testing.app(), 'policies', { namespace: 'ai' });
  new GuardrailPolicies(chart, 'Guardrails', props);
  return Testing.synth(chart);
}

const kindsOf = (manifests: any[]) => [...new Set(manifests.map(({ kind }) => kind))];

test('the API server enforces the rules: parameters and policies first, then what puts them into force', () => {
  const manifests = synth();
  expect(kindsOf(manifests)).toEqual([
    ...['ConfigMap', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
  ]);
  expect(manifests[0].metadata.namespace).toBe('kube-system');
  expect(manifests.slice(1).filter(({ metadata }) => metadata.namespace)).toEqual([]);
});

test('Gatekeeper enforces them on request: every template before its constraint', () => {
  const manifests = synth({ engine: AdmissionEngine.GATEKEEPER });
  const seen = new Set<string>();
  for (const manifest of manifests) {
    if (manifest.kind === 'ConstraintTemplate') {
      seen.add(manifest.spec.crd.spec.names.kind);
    } else {
      expect(seen).toContain(manifest.kind);
    }
  }
  expect(seen.size).toBe(manifests.length / 2);
});

test('what is not enforced is said', () => {
  const chart = new Chart(Testing.app(), 'policies');
  const { notEnforced } = new GuardrailPolicies(chart, 'Guardrails');
  expect(notEnforced.find(({ ruleId }) => ruleId === 'SAI-NET-012')?.reason).toMatch(/several objects/);
});
