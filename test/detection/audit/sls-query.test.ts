import { auditSignals, isIndexed, slsQuery } from '../../../lib/detection/audit';
import { evaluateStack } from '../../../lib/guardrails/evaluation/evaluate';

const query = (id: string) => slsQuery(auditSignals().find((signal) => signal.id === id)!);

test('a signal over indexed fields is searched and selected by the index', () => {
  expect(query('anonymous-success')).toBe(
    'user.username: "system:anonymous"\n| select distinct auditID as event, ' +
      `coalesce(cast("user.username" as varchar), '') as actor, coalesce(cast("verb" as varchar), '') as verb, ` +
      `coalesce(cast("requestURI" as varchar), '') as request, ` +
      `coalesce(cast("responseStatus.code" as varchar), '') as status ` +
      `from log where (coalesce(cast("stage" as varchar), '') in ('ResponseStarted', 'ResponseComplete') ` +
      `and coalesce(cast("user.username" as varchar), '') in ('system:anonymous') ` +
      `and regexp_like(coalesce(cast("responseStatus.code" as varchar), ''), '^[123]') ` +
      `and not regexp_like(coalesce(cast("requestURI" as varchar), ''), '^/(healthz|livez|readyz|version)([/?]|$)')) ` +
      'limit 100',
  );
});

test('a signal over other fields scans what the index found', () => {
  expect(query('privileged-pod')).toMatch(
    /^objectRef\.resource: pods and verb: create and responseStatus\.code: "201"\n\| set session mode=scan; select /,
  );
  expect(query('privileged-pod')).toContain(`regexp_like(coalesce("requestObject", ''), '"(privileged|hostNetwork`);
});

test('sessions are found whatever the verb is', () => {
  expect(query('pod-session').split('\n| ')[0]).toBe(
    'objectRef.resource: pods and ' +
      '(objectRef.subresource: exec or objectRef.subresource: attach or objectRef.subresource: portforward)',
  );
});

test.each(auditSignals().map((signal) => [signal.id, signal] as const))(
  '%s searches by the index before it selects',
  (_, signal) => {
    const [search, ...rest] = slsQuery(signal).split('\n| ');
    expect(search).toMatch(/^\(?[a-zA-Z.]+: /);
    expect(rest).toHaveLength(1);
    expect(rest[0].startsWith('set session mode=scan; select ')).toBe(!isIndexed(signal));
  },
);

test('no query breaks the rules about alerts', () => {
  const alerts = auditSignals().map((signal) => ({
    type: 'alicloud_sls_alert',
    name: signal.id,
    arguments: { status: 'ENABLED', configuration: [{ query_list: [{ query: slsQuery(signal) }] }] },
  }));
  const ids = evaluateStack(alerts).map(({ rule }) => rule.id);
  expect(ids.filter((id) => id === 'SAI-AUD-006')).toEqual([]);
});

test('a quote in a name stays in its text', () => {
  const [signal] = auditSignals({ 'secret-read': ["o'neill"] });
  expect(slsQuery(signal)).toContain(`in ('o''neill')`);
});
