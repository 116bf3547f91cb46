/** Plans of the real provider, aliyun/alicloud 1.289.0, for stacks that examples of this library wrote. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateStack } from '../../lib/guardrails/evaluation/evaluate';
import { Unjudged } from '../../lib/guardrails/evaluation/violation';
import { resourcesOfPlan } from '../../lib/terraform/plan';
import { Unknown } from '../../lib/terraform/unknown';

const FOLDER = join(__dirname, 'plans');

function judged(plan: Record<string, unknown>) {
  const unjudged: Unjudged[] = [];
  const violations = evaluateStack(resourcesOfPlan(plan), {}, undefined, undefined, (each) => unjudged.push(each));
  return {
    found: violations.map(({ rule }) => rule.id),
    unjudged: unjudged.map(({ rule, reason }) => `${rule.id} ${reason}`),
  };
}

/** A plan with one resource. */
function planOf(type: string, values: object, unknown: object, expressions?: object) {
  const address = `${type}.main`;
  const resource = { address, mode: 'managed', type, name: 'main' };
  return {
    planned_values: { root_module: { resources: [{ ...resource, values }] } },
    resource_changes: [{ address, change: { actions: ['create'], after_unknown: unknown } }],
    ...(expressions && { configuration: { root_module: { resources: [{ ...resource, expressions }] } } }),
  };
}

test.each(readdirSync(FOLDER))('%s has no finding, and nothing that cannot be judged', (file) => {
  expect(judged(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))).toEqual({ found: [], unjudged: [] });
});

test('the plans are of stacks that are large enough to mean something', () => {
  const counts = readdirSync(FOLDER).map(
    (file) => resourcesOfPlan(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))).length,
  );
  expect(counts.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(300);
});

test('a mistake in such a plan is found', () => {
  const plan = JSON.parse(readFileSync(join(FOLDER, 'platform-1.289.0.json'), 'utf8'));
  const cluster = plan.planned_values.root_module.resources.find(
    ({ type }: { type: string }) => type === 'alicloud_cs_managed_kubernetes',
  );
  cluster.values.slb_internet_enabled = true;
  expect(judged(plan).found).toContain('SAI-CLU-001');
});

test('what nobody set is absent, what was set is not judged', () => {
  const bucket = (expressions?: object) =>
    judged(planOf('alicloud_oss_bucket_acl', { bucket: 'models' }, { acl: true, id: true }, expressions));
  const set = { bucket: { constant_value: 'models' } };
  expect(bucket(set)).toEqual({ found: [], unjudged: [] });
  const unjudged = ['SAI-MDL-013 acl is not known before the apply'];
  expect(bucket({ ...set, acl: { references: ['random_pet.acl.id', 'var.acl'] } })).toEqual({ found: [], unjudged });
  // a plan without its configuration does not say what was set
  expect(bucket()).toEqual({ found: [], unjudged });
});

test('a document that CDKTF wrote is judged by its text', () => {
  const allowing = (action: string) =>
    JSON.stringify({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: [action], Resource: ['${alicloud_kms_key.a.arn}'] }],
    });
  const policy = (action: string) =>
    judged(
      planOf(
        'alicloud_ram_policy',
        {},
        { policy_document: true },
        { policy_document: { constant_value: allowing(action) } },
      ),
    );
  expect(policy('kms:Decrypt')).toEqual({ found: [], unjudged: [] });
  expect(policy('kms:*').found).toEqual(['SAI-IDN-022']);
});

test('the identifier of another resource is there, whatever it is', () => {
  const values = { disable_encryption: false, slb_internet_enabled: false };
  const references = ['alicloud_kms_key.secrets.id', 'alicloud_kms_key.secrets'];
  const plan = planOf(
    'alicloud_cs_managed_kubernetes',
    values,
    { encryption_provider_key: true },
    {
      encryption_provider_key: { references },
    },
  );
  const result = judged(plan);
  expect(result.found).not.toContain('SAI-CLU-002');
  expect(result.unjudged.join()).not.toContain('SAI-CLU-002');
});

test('blocks: what is unknown in one of them is absent where no block sets it', () => {
  const blocks = { load_balancer: [{ api_server_public_eip: false }] };
  const unknown = { load_balancer: [{ pilot_public_eip: true }] };
  const asked = (expression: object) =>
    judged(planOf('alicloud_service_mesh_service_mesh', blocks, unknown, { load_balancer: [expression] }));
  expect(asked({ api_server_public_eip: { constant_value: false } }).unjudged).toEqual([]);
  expect(asked({ pilot_public_eip: { references: ['var.public'] } }).unjudged).toEqual([
    'SAI-MSH-009 pilot_public_eip is not known before the apply',
  ]);
});

test('modules with keys: expressions are found by the address without them', () => {
  const address = 'module.ack["prod"].alicloud_oss_bucket_acl.main[0]';
  const plan = {
    planned_values: {
      root_module: {
        child_modules: [{ resources: [{ address, mode: 'managed', type: 'alicloud_oss_bucket_acl', values: {} }] }],
      },
    },
    resource_changes: [{ address, change: { after_unknown: { acl: true } } }],
    configuration: {
      root_module: {
        module_calls: {
          ack: {
            module: {
              resources: [{ address: 'alicloud_oss_bucket_acl.main', expressions: { acl: { references: ['var.a'] } } }],
            },
          },
        },
      },
    },
  };
  expect(resourcesOfPlan(plan)[0].arguments.acl).toEqual(new Unknown('acl'));
  expect(judged(plan).unjudged).toHaveLength(1);
});

test('a value of another type than a rule expects is no finding', () => {
  const { found, unjudged } = judged(planOf('alicloud_log_store', { retention_period: 'soon' }, {}));
  expect(found).toEqual([]);
  expect(unjudged).toEqual([expect.stringContaining('SAI-AUD-003 an argument has another type than the rule expects')]);
});
