/** An API server that refuses what synthesis would refuse, in the namespaces of the library: the first rules of a roll-out. */
import { App, Chart } from 'cdk8s';
import { GuardrailPolicies, guardrails } from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/k8s` });
  const chart = new Chart(app, 'guardrails');
  const advisories = ['examples/support/advisories.yaml'];
  new GuardrailPolicies(chart, 'Guardrails', {
    rules: ['SAI-IMG-001', 'SAI-IMG-002', 'SAI-POD-011'],
    registries: ['acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai'],
    advisories,
  });
  guardrails.Checks.enforceOn(app, { advisories });
  return [app];
}
