/** What holds for every stack that an example writes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleNames, synthesize } from '../../examples/support/example';
import { CREDENTIALS } from '../../lib/private/secrets';
import { Block, readSchema } from '../../projenrc/alicloud/schema';
import { judgeStack } from '../support/terraform/judge';
import { StackJson, stacksOf } from '../support/terraform/stack';

const root = mkdtempSync(join(tmpdir(), 'stacks-'));
afterAll(() => rmSync(root, { recursive: true }));

const schema = readSchema();

/** Types that keep a secret in the state by their nature. */
const SECRET_TYPES = ['alicloud_kms_secret', 'alicloud_ram_access_key', 'alicloud_cs_cluster_credential'];

const stacks = new Map<string, StackJson>();
beforeAll(async () => {
  for (const name of exampleNames()) {
    for (const [stack, json] of stacksOf(await synthesize(name, root))) {
      stacks.set(`${name}/${stack}`, json);
    }
  }
}, 120_000);

test('there are stacks to look at', () => {
  expect([...stacks.keys()]).toEqual(expect.arrayContaining(['platform/inference', 'end-to-end/inference']));
});

test('the schema of the provider agrees to every argument', () => {
  for (const [name, stack] of stacks) {
    expect([name, ...judgeStack(stack)]).toEqual([name]);
  }
});

test('no secret ends in the state', () => {
  for (const stack of stacks.values()) {
    const text = JSON.stringify(stack);
    expect(Object.entries(CREDENTIALS).filter(([, pattern]) => pattern.test(text))).toEqual([]);
    expect(SECRET_TYPES.filter((type) => stack.resource?.[type] ?? stack.data?.[type])).toEqual([]);
    expect(sensitiveArguments(stack)).toEqual([]);
    for (const cluster of Object.values(stack.resource?.alicloud_cs_managed_kubernetes ?? {})) {
      expect(cluster.skip_set_certificate_authority).toBe(true);
    }
  }
});

test('the provider writes no other credential to the state by itself than the guide says', () => {
  const types = new Set([...stacks.values()].flatMap(({ resource = {} }) => Object.keys(resource)));
  expect([...types].flatMap((type) => computedCredentials(schema.resources[type], type)).sort()).toEqual([
    // left empty by skip_set_certificate_authority
    'alicloud_cs_managed_kubernetes.certificate_authority',
    'alicloud_service_mesh_service_mesh.kubeconfig',
    // of Kiali, which no mesh of the library has
    'alicloud_service_mesh_service_mesh.mesh_config.kiali.distributed_kiali_access_tokens',
  ]);
  expect(readFileSync(join(__dirname, '../../docs/ALICLOUD.md'), 'utf8')).toContain(
    'reads the kubeconfig of the mesh into the state',
  );
});

test('the search for secrets finds one', () => {
  const withPassword = { resource: { alicloud_cs_kubernetes_node_pool: { main: { password: 'hunter2' } } } };
  expect(sensitiveArguments(withPassword)).toEqual(['alicloud_cs_kubernetes_node_pool.main.password']);
});

/** Attributes that the provider fills, and that hold a credential by their name. */
function computedCredentials({ attributes, block_types: blocks }: Block, path: string): string[] {
  const own = Object.entries(attributes).filter(
    ([name, { computed, optional }]) =>
      computed &&
      !optional &&
      /kube_?config|password|secret|token|private_key|client_key|certificate_authority/.test(name),
  );
  return [
    ...own.map(([name]) => `${path}.${name}`),
    ...Object.entries(blocks).flatMap(([name, { block }]) => computedCredentials(block, `${path}.${name}`)),
  ];
}

function sensitiveArguments(stack: StackJson): string[] {
  return Object.entries(stack.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, resource]) =>
      Object.keys(resource)
        .filter((argument) => schema.resources[type]?.attributes[argument]?.sensitive)
        .map((argument) => `${type}.${name}.${argument}`),
    ),
  );
}
