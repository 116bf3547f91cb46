import { Rule } from '../rule';
import { Severity } from '../severity';

export const execAlert: Rule = {
  id: 'SAI-AUD-006',
  name: 'exec-alert-verb',
  title: 'Alert misses exec over WebSocket',
  rationale: 'kubectl 1.31 and newer use the verb get for exec.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_sls_alert'] },
  cel: String.raw`
    resource.?configuration.orValue([]).all(configuration,
      configuration.?query_list.orValue([]).all(query,
        !(
          query.?query.orValue('').contains('subresource')
          && query.?query.orValue('').contains('exec')
          && query.?query.orValue('').matches(r'verb\s*:\s*"?create')
        )
      )
    )
  `,
  message: 'alert misses kubectl exec over WebSocket, whose verb is get',
  fix: 'filter by objectRef.subresource: exec without a verb',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
