/** Which bucket, registry or cluster a resource is about: by value and by reference, never by counting. */
import { evaluateStack } from '../../lib/guardrails/evaluation/evaluate';
import { Unjudged } from '../../lib/guardrails/evaluation/violation';
import { resourcesOfConfiguration } from '../../lib/terraform/configuration';
import { resourcesOfPlan } from '../../lib/terraform/plan';
import { addressOf, Fields, TerraformResource } from '../../lib/terraform/resource';

const MISSING = ['SAI-MDL-020', 'SAI-MDL-021', 'SAI-MDL-023', 'SAI-MDL-024', 'SAI-MDL-025'];

function judged(resources: readonly TerraformResource[], ids: readonly string[] = ['SAI-MDL-023']) {
  const unjudged: Unjudged[] = [];
  const violations = evaluateStack(resources, {}, undefined, undefined, (each) => unjudged.push(each));
  const name = (subject: unknown) => addressOf(subject as TerraformResource);
  return {
    found: violations
      .filter(({ rule }) => ids.includes(rule.id))
      .map(({ rule, subject }) => `${rule.id} ${name(subject)}`),
    unjudged: unjudged
      .filter(({ rule }) => ids.includes(rule.id))
      .map(({ rule, subject }) => `${rule.id} ${name(subject)}`),
  };
}

const versioning = (bucket: string, more: object = {}) => ({ bucket, status: 'Enabled', ...more });
const judgedJson = (resource: object, more: object = {}) => judged(resourcesOfConfiguration({ resource, ...more }));

describe('in a configuration', () => {
  test('what is set on the wrong bucket is one finding for each, which names the bucket', () => {
    const right = { bucket: '${alicloud_oss_bucket.a.bucket}' };
    const stack = {
      alicloud_oss_bucket: { a: { bucket: 'acme-models' }, b: { bucket: 'acme-prompts' } },
      alicloud_oss_bucket_server_side_encryption: {
        a: { ...right, sse_algorithm: 'KMS', kms_master_key_id: '${alicloud_kms_key.k.id}' },
        other: { bucket: '${data.terraform_remote_state.other.outputs.bucket}', sse_algorithm: 'KMS' },
      },
      alicloud_oss_bucket_public_access_block: { a: { ...right, block_public_access: true }, again: right },
      alicloud_oss_bucket_versioning: { a: { ...right, status: 'Enabled' }, again: right },
      alicloud_oss_bucket_https_config: { a: { ...right, enable: true }, again: right },
      alicloud_oss_bucket_logging: { a: { ...right, target_bucket: 'acme-logs' } },
    };
    expect(judged(resourcesOfConfiguration({ resource: stack }), MISSING)).toEqual({
      found: MISSING.map((id) => `${id} alicloud_oss_bucket.b`),
      unjudged: [],
    });
  });

  test.each<[string, object, object]>([
    ['by the name', { bucket: 'acme' }, versioning('acme')],
    ['by id', { bucket: 'acme' }, versioning('${alicloud_oss_bucket.main.id}')],
    ['by name', { bucket: 'acme' }, versioning('${alicloud_oss_bucket.main.bucket}')],
    ['by the name of a variable', { bucket: '${var.name}' }, versioning('${var.name}')],
    [
      'by the name that a function gives',
      { bucket: '${lower(var.name)}' },
      versioning('${alicloud_oss_bucket.main.bucket}'),
    ],
    ['by a template', { bucket: 'acme-${var.env}' }, versioning('acme-${var.env}')],
    ['by a local', { bucket: '${local.name}' }, versioning('${local.bucket}')],
    ['by a conditional', { bucket: 'acme', count: 1 }, versioning('${one(alicloud_oss_bucket.main[*].id)}')],
    ['by an index', { bucket: 'acme', count: 1 }, versioning('${alicloud_oss_bucket.main[0].id}')],
    [
      'by a key',
      { bucket: '${each.value}', for_each: '${var.names}' },
      versioning('${alicloud_oss_bucket.main[each.key].id}', { for_each: '${var.names}' }),
    ],
    [
      'by the value of a loop over buckets',
      { bucket: '${each.value}', for_each: '${var.names}' },
      versioning('${each.value.id}', { for_each: '${alicloud_oss_bucket.main}' }),
    ],
  ])('%s', (_, bucket, attached) => {
    const locals = { name: 'acme-models', bucket: '${alicloud_oss_bucket.main.bucket}' };
    const stack = { alicloud_oss_bucket: { main: bucket }, alicloud_oss_bucket_versioning: { x: attached } };
    expect(judgedJson(stack, { locals })).toEqual({ found: [], unjudged: [] });
  });

  test.each(['acme-other', '${alicloud_oss_bucket.other.id}', '${data.alicloud_oss_buckets.all.names[0]}'])(
    '%s is another bucket',
    (bucket) => {
      const stack = {
        alicloud_oss_bucket: { main: { bucket: 'acme' } },
        alicloud_oss_bucket_versioning: { x: versioning(bucket) },
      };
      expect(judgedJson(stack)).toEqual({ found: ['SAI-MDL-023 alicloud_oss_bucket.main'], unjudged: [] });
    },
  );

  test.each(['${var.bucket}', '${module.storage.bucket}', '${each.value}'])('%s may be any bucket', (bucket) => {
    const stack = {
      alicloud_oss_bucket: { main: { bucket: 'acme' } },
      alicloud_oss_bucket_versioning: { x: versioning(bucket) },
    };
    expect(judgedJson(stack)).toEqual({ found: [], unjudged: ['SAI-MDL-023 alicloud_oss_bucket.main'] });
  });
});

const BUCKET = 'alicloud_oss_bucket';
const VERSIONING = 'alicloud_oss_bucket_versioning';

interface PlannedModule {
  readonly resources?: Fields[];
  readonly child_modules?: PlannedModule[];
}

const planned = (address: string, values: object = {}) => ({ address, mode: 'managed', type: typeOf(address), values });
const typeOf = (address: string) => /alicloud_\w+/.exec(address)![0];

/** A plan in which nothing that a resource refers to is known. */
function planOf(root: PlannedModule, configuration: Fields) {
  const all = (module: PlannedModule): Fields[] => [
    ...(module.resources ?? []),
    ...(module.child_modules ?? []).flatMap(all),
  ];
  return {
    planned_values: { root_module: root },
    resource_changes: all(root).map(({ address }) => ({
      address,
      change: { after_unknown: { bucket: true, id: true } },
    })),
    configuration: { root_module: configuration },
  };
}

const configured = (address: string, references: string[], forEach?: string[]) => ({
  address,
  expressions: { bucket: { references } },
  ...(forEach && { for_each_expression: { references: forEach } }),
});
const judgedPlan = (root: PlannedModule, configuration: Fields) => judged(resourcesOfPlan(planOf(root, configuration)));

describe('in a plan', () => {
  test('for_each: the bucket with the same key', () => {
    const resources = ['"a"', '"b"'].map((key) => planned(`${BUCKET}.all[${key}]`));
    const root = { resources: [...resources, planned(`${VERSIONING}.all["a"]`)] };
    const configuration = (references: string[], forEach: string[]) => ({
      resources: [configured(`${BUCKET}.all`, ['each.value']), configured(`${VERSIONING}.all`, references, forEach)],
    });
    const expected = { found: [`SAI-MDL-023 ${BUCKET}.all["b"]`], unjudged: [] };
    expect(judgedPlan(root, configuration([`${BUCKET}.all`, 'each.key'], ['var.names']))).toEqual(expected);
    expect(judgedPlan(root, configuration(['each.value.id', 'each.value'], [`${BUCKET}.all`]))).toEqual(expected);
  });

  test('an index says which', () => {
    const keys = ['0', '1'].map((key) => planned(`${BUCKET}.all[${key}]`));
    const references = [`${BUCKET}.all[1].id`, `${BUCKET}.all[1]`, `${BUCKET}.all`];
    const configuration = { resources: [configured(`${BUCKET}.all`, []), configured(`${VERSIONING}.x`, references)] };
    expect(judgedPlan({ resources: [...keys, planned(`${VERSIONING}.x`)] }, configuration)).toEqual({
      found: [`SAI-MDL-023 ${BUCKET}.all[0]`],
      unjudged: [],
    });
  });

  test('variables of a module are what its caller passes, outputs what the module has', () => {
    const root = {
      resources: [planned(`${BUCKET}.a`), planned(`${BUCKET}.b`), planned(`${VERSIONING}.of_c`)],
      child_modules: [
        { resources: [planned(`module.keep.${VERSIONING}.x`)] },
        { resources: [planned(`module.store["eu"].${BUCKET}.c`), planned(`module.store["us"].${BUCKET}.c`)] },
      ],
    };
    const output = ['module.store["eu"].bucket', 'module.store["eu"]', 'module.store'];
    const configuration = {
      resources: [
        configured(`${BUCKET}.a`, ['var.a']),
        configured(`${BUCKET}.b`, ['var.b']),
        configured(`${VERSIONING}.of_c`, output),
      ],
      module_calls: {
        keep: {
          expressions: { bucket: { references: [`${BUCKET}.a.id`, `${BUCKET}.a`] } },
          module: { resources: [configured(`${VERSIONING}.x`, ['var.bucket'])] },
        },
        store: {
          module: {
            resources: [configured(`${BUCKET}.c`, [])],
            outputs: { bucket: { expression: { references: [`${BUCKET}.c.id`, `${BUCKET}.c`] } } },
          },
        },
      },
    };
    expect(judgedPlan(root, configuration)).toEqual({
      found: [`SAI-MDL-023 ${BUCKET}.b`, `SAI-MDL-023 module.store["us"].${BUCKET}.c`],
      unjudged: [],
    });
  });

  test('within each instance of a module, its own bucket', () => {
    const instance = (key: string, types: string[]) => ({
      resources: types.map((type) => planned(`module.store[${key}].${type}.x`)),
    });
    const root = { child_modules: [instance('0', [BUCKET, VERSIONING]), instance('1', [BUCKET])] };
    const resources = [configured(`${BUCKET}.x`, []), configured(`${VERSIONING}.x`, [`${BUCKET}.x.id`, `${BUCKET}.x`])];
    expect(judgedPlan(root, { module_calls: { store: { module: { resources } } } })).toEqual({
      found: [`SAI-MDL-023 module.store[1].${BUCKET}.x`],
      unjudged: [],
    });
  });

  test('which of several, without a key of theirs, nobody knows', () => {
    const keys = ['"a"', '"b"'].map((key) => planned(`${BUCKET}.all[${key}]`));
    const configuration = {
      resources: [configured(`${BUCKET}.all`, []), configured(`${VERSIONING}.x`, [`${BUCKET}.all`, 'var.key'])],
    };
    expect(judgedPlan({ resources: [...keys, planned(`${VERSIONING}.x`)] }, configuration)).toEqual({
      found: [],
      unjudged: [`SAI-MDL-023 ${BUCKET}.all["a"]`, `SAI-MDL-023 ${BUCKET}.all["b"]`],
    });
  });

  test('values that are known decide, also in a state', () => {
    const values = {
      root_module: {
        resources: [
          planned(`${BUCKET}.a`, { bucket: 'acme-a', id: 'acme-a' }),
          planned(`${BUCKET}.b`, { bucket: 'acme-b', id: 'acme-b' }),
          planned(`${VERSIONING}.x`, { bucket: 'acme-b', status: 'Enabled' }),
        ],
      },
    };
    expect(judged(resourcesOfPlan({ values }))).toEqual({ found: [`SAI-MDL-023 ${BUCKET}.a`], unjudged: [] });
  });
});
