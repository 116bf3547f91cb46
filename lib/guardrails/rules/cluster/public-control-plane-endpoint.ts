import { Rule } from '../rule';
import { Severity } from '../severity';

export const publicControlPlaneEndpoint: Rule = {
  id: 'SAI-CLU-011',
  name: 'public-control-plane-load-balancer',
  title: 'API server on the Internet through its load balancer',
  rationale: 'Anyone can try stolen credentials and unpatched vulnerabilities against it.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: `
    resource.?control_plane_endpoints_config.orValue([]).all(config,
      config.?load_balancers_config.orValue([]).all(balancer, balancer.?endpoint_type.orValue('private') == 'private')
    )
  `,
  message: 'load balancer of the API server has an address on the Internet',
  fix: 'set control_plane_endpoints_config { load_balancers_config { endpoint_type = "private" } }',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
