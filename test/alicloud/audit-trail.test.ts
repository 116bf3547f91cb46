import { CLUSTER, newStack, resourcesOf, synthesized } from './support';
import { AckCluster, AuditCollector, AuditCollectorProps, AuditTrail, AuditTrailProps } from '../../lib/alicloud';
import { auditSignals, slsQuery } from '../../lib/detection/audit';

function newTrail(props: Partial<AuditTrailProps> = {}) {
  const stack = newStack();
  const trail = new AuditTrail(stack, 'Audit', { cluster: CLUSTER, evidenceBucketName: 'acme-evidence', ...props });
  return { stack, trail };
}

test('each audit signal has an alert that runs its query every five minutes over the time since the last one and a minute more', () => {
  const { stack, trail } = newTrail();
  const alerts = resourcesOf(synthesized(stack), 'alicloud_sls_alert');
  expect(alerts.map(({ alert_name }) => alert_name)).toEqual(trail.signals.map((id) => `audit-${id}`));
  const queries = alerts.map(({ configuration }) => configuration.query_list[0]);
  expect(queries.map(({ query }) => query)).toEqual(auditSignals().map(slsQuery));
  for (const { start, store_type, project, store } of queries) {
    expect([start, store_type, project, store]).toEqual(['-6m', 'log', 'k8s-log-c-1', 'audit-c-1']);
  }
  for (const { schedule, status, configuration } of alerts) {
    expect([schedule.interval, status]).toEqual(['5m', 'ENABLED']);
    expect(configuration.severity_configurations).toMatchObject([
      { eval_condition: { count_condition: '__count__ > 0' } },
    ]);
  }
});

test('alerts cover what the best practices look for', () => {
  expect(newTrail().trail.signals).toEqual(
    expect.arrayContaining([
      'secret-read',
      'secret-list-cluster-wide',
      'config-map-read',
      'pod-session',
      'node-proxy-session',
      'ephemeral-container',
      'rbac-change',
      'rbac-escalation',
      'anonymous-success',
      'token-request',
      'admission-change',
      'pod-security-downgrade',
      'detection-removed',
    ]),
  );
});

test('the alert on sessions finds those over WebSocket, whose verb is get', () => {
  const { stack } = newTrail();
  const session = resourcesOf(synthesized(stack), 'alicloud_sls_alert').find(
    ({ alert_name }) => alert_name === 'audit-pod-session',
  )!;
  expect(session.configuration.query_list[0].query).not.toMatch(/verb: *create/);
});

test('nothing in a query is taken for a template of Terraform', () => {
  const { stack } = newTrail();
  const json = synthesized(stack);
  const texts = [
    ...resourcesOf(json, 'alicloud_sls_alert').map(({ configuration }) => JSON.stringify(configuration)),
    ...resourcesOf(json, 'alicloud_log_dashboard').map(({ char_list }) => char_list),
  ];
  expect(texts.filter((text) => /[$%]\{/.test(text))).toEqual([]);
});

test('people are told when there is an action policy', () => {
  const { stack, trail } = newTrail();
  trail.notify('on-call');
  for (const { configuration } of resourcesOf(synthesized(stack), 'alicloud_sls_alert')) {
    expect(configuration.policy_configuration).toMatchObject({
      alert_policy_id: 'sls.builtin.dynamic',
      action_policy_id: 'on-call',
    });
  }
});

test('refuses the name of an action policy for its id', () => {
  expect(() => newTrail().trail.notify('On call')).toThrow('action policy is not one that is accepted');
});

test('leaves out who may do what a signal reports', () => {
  const argo = 'system:serviceaccount:argocd:argocd-server';
  const { stack } = newTrail({ allowedActors: { 'secret-read': [argo] } });
  const alerts = resourcesOf(synthesized(stack), 'alicloud_sls_alert');
  const withArgo = alerts.filter(({ configuration }) => configuration.query_list[0].query.includes(argo));
  expect(withArgo.map(({ alert_name }) => alert_name)).toEqual(['audit-secret-read']);
});

test('the dashboard has a chart for each signal, and none on another', () => {
  const { stack, trail } = newTrail();
  const [{ char_list, project_name }] = resourcesOf(synthesized(stack), 'alicloud_log_dashboard');
  expect(project_name).toBe('k8s-log-c-1');
  const charts = JSON.parse(char_list);
  expect(charts.map(({ title }: any) => title)).toEqual(trail.signals);
  expect(new Set(charts.map(({ display }: any) => `${display.xPos},${display.yPos}`)).size).toBe(charts.length);
});

test('the audit log is copied to a locked bucket by a role that reads one store and writes one directory', () => {
  const { stack } = newTrail();
  const json = synthesized(stack);
  expect(resourcesOf(json, 'alicloud_oss_bucket_worm')).toMatchObject([
    { retention_period_in_days: 180, status: 'Locked' },
  ]);
  expect(resourcesOf(json, 'alicloud_sls_oss_export_sink')).toMatchObject([
    {
      project: 'k8s-log-c-1',
      configuration: {
        logstore: 'audit-c-1',
        from_time: 1,
        to_time: 0,
        sink: { endpoint: 'https://oss-cn-hangzhou-internal.aliyuncs.com', prefix: 'audit/' },
      },
    },
  ]);
  const [{ policy_document }] = resourcesOf(json, 'alicloud_ram_policy');
  expect(JSON.parse(policy_document).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['log:GetCursorOrData', 'log:ListShards'],
      Resource: ['acs:log:cn-hangzhou:*:project/k8s-log-c-1/logstore/audit-c-1'],
    },
    { Effect: 'Allow', Action: ['oss:PutObject'], Resource: ['acs:oss:*:*:acme-evidence/audit/*'] },
  ]);
});

test('who reads the evidence is logged, for as long as the evidence is locked', () => {
  const json = synthesized(newTrail({ lockDays: 730 }).stack);
  expect(resourcesOf(json, 'alicloud_oss_bucket').map(({ bucket }) => bucket)).toEqual([
    'acme-evidence',
    'acme-evidence-logs',
  ]);
  expect(resourcesOf(json, 'alicloud_oss_bucket')[1].lifecycle_rule[0].expiration).toEqual([{ days: 730 }]);
  expect(resourcesOf(json, 'alicloud_oss_bucket_logging')).toMatchObject([{ target_prefix: 'acme-evidence/' }]);
});

test('calls of the account are kept in the same bucket, unless another trail keeps them', () => {
  const trails = (props?: Partial<AuditTrailProps>) =>
    resourcesOf(synthesized(newTrail(props).stack), 'alicloud_actiontrail_trail');
  expect(trails()).toMatchObject([
    { trail_name: 'inference-account', event_rw: 'All', trail_region: 'All', oss_key_prefix: 'account' },
  ]);
  expect(trails()[0].sls_project_arn).toMatch(/^acs:log:cn-hangzhou:\$\{local\.\w+\}:project\/k8s-log-c-1$/);
  expect(trails({ accountTrail: false })).toEqual([]);
});

test('names the logs of a cluster that exists as ACK does, unless they are elsewhere', () => {
  const { logProjectName, auditLogStoreName, ...rest } = CLUSTER;
  expect([logProjectName, auditLogStoreName]).toEqual(['k8s-log-c-1', 'audit-c-1']);
  expect(AckCluster.fromAckClusterAttributes({ ...rest, logProjectName: 'central' }).logProjectName).toBe('central');
});

test.each<[string, Partial<AuditTrailProps>, string]>([
  ['a bucket with capitals', { evidenceBucketName: 'Acme' }, 'name of the bucket is not one'],
  ['a name that is too long', { name: 'a'.repeat(29) }, 'name is not one'],
  ['a lock of nothing', { lockDays: 0 }, 'days of the lock'],
  ['an unknown signal', { allowedActors: { exec: ['x'] } }, 'audit signal does not exist'],
  ['a wildcard', { allowedActors: { 'secret-read': ['system:*'] } }, 'is not a single name'],
])('refuses %s', (_, props, message) => {
  expect(() => newTrail(props)).toThrow(message);
});

function collected(props: Partial<AuditCollectorProps> = {}) {
  const stack = newStack();
  new AuditCollector(stack, 'CentralAudit', { accountId: '1234567890123456', ...props });
  return resourcesOf(synthesized(stack), 'alicloud_log_audit')[0];
}

test('another account collects audit logs of all accounts, and keeps them for a year', () => {
  expect(collected()).toMatchObject({
    display_name: 'central-audit',
    aliuid: '1234567890123456',
    resource_directory_type: 'all',
    variable_map: {
      k8s_audit_enabled: 'true',
      k8s_audit_ttl: '365',
      actiontrail_enabled: 'true',
      sas_security_alert_enabled: 'true',
      sas_ttl: '365',
    },
  });
});

test('another account collects from those that are named', () => {
  expect(collected({ sourceAccountIds: ['9876543210987654'], retentionDays: 730 })).toMatchObject({
    resource_directory_type: 'custom',
    multi_account: ['9876543210987654'],
    variable_map: { k8s_audit_ttl: '730' },
  });
});

test.each<[string, Partial<AuditCollectorProps>, string]>([
  ['an account by name', { accountId: 'security' }, 'account is not one'],
  ['a source by name', { sourceAccountIds: ['prod'] }, 'source account is not one'],
  ['no sources', { sourceAccountIds: [] }, 'no member accounts to collect from'],
  ['a short retention', { retentionDays: 30 }, 'days that copies are kept'],
])('refuses %s', (_, props, message) => {
  expect(() => collected(props)).toThrow(message);
});
