import { Rule } from '../rule';
import { Severity } from '../severity';

export const webTracking: Rule = {
  id: 'SAI-AUD-009',
  name: 'log-store-web-tracking',
  title: 'Log store that anyone may write to',
  rationale: 'Web tracking takes logs without credentials, so that anyone can forge entries or drown real ones.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_log_store'] },
  cel: 'resource.?enable_web_tracking.orValue(false) == false',
  message: 'log store takes entries without credentials',
  fix: 'remove enable_web_tracking',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
  },
};
