import { evaluateStack } from '../../lib/guardrails/evaluation/evaluate';

const cluster = { audit_log_config: { enabled: true } };
const idsOf = (args: Record<string, unknown>) =>
  evaluateStack([{ type: 'alicloud_cs_managed_kubernetes', name: 'main', arguments: args }]).map(({ rule }) => rule.id);

test('a block means the same as an object and as a list of one', () => {
  expect(idsOf(cluster)).toEqual(idsOf({ audit_log_config: [cluster.audit_log_config] }));
  expect(idsOf(cluster).length).toBeLessThan(idsOf({}).length);
});

test('blocks in blocks are lists as well', () => {
  const mesh = (config: object) =>
    evaluateStack([
      { type: 'alicloud_service_mesh_service_mesh', name: 'main', arguments: { mesh_config: config } },
    ]).map(({ rule, error }) => [rule.id, error]);
  expect(mesh({ audit: { enabled: true } })).toEqual(mesh([{ audit: [{ enabled: true }] }]));
  expect(mesh({ audit: { enabled: true } }).map(([, error]) => error)).not.toContainEqual(expect.any(String));
});
