/** What holds for every stack that an example writes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleNames, synthesize } from '../../examples/support/example';
import { Block, readSchema } from '../../projenrc/alicloud/schema';
import { judgeStack } from '../support/terraform/judge';
import { secretsOf } from '../support/terraform/secrets';
import { StackJson, stacksOf } from '../support/terraform/stack';

const root = mkdtempSync(join(tmpdir(), 'stacks-'));
afterAll(() => rmSync(root, { recursive: true }));

const schema = readSchema();

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
  for (const [name, stack] of stacks) {
    expect([name, ...secretsOf(stack)]).toEqual([name]);
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

const POOL = 'alicloud_cs_kubernetes_node_pool';

test.each<[string, StackJson, string]>([
  ['marked arguments', { resource: { [POOL]: { main: { password: 'hunter2' } } } }, `${POOL}.main.password`],
  [
    'arguments that are not marked, in blocks of blocks',
    {
      resource: {
        alicloud_service_mesh_service_mesh: {
          main: { mesh_config: { kiali: [{ open_id_config: { client_secret: 'hunter2' } }] } },
        },
      },
    },
    'alicloud_service_mesh_service_mesh.main.mesh_config.kiali.open_id_config.client_secret',
  ],
  ['types', { resource: { alicloud_ram_access_key: { ci: {} } } }, 'alicloud_ram_access_key'],
  ['data sources', { data: { alicloud_cs_cluster_credential: { main: {} } } }, 'alicloud_cs_cluster_credential'],
  [
    'texts',
    { resource: { [POOL]: { main: { user_data: 'export KEY=LTAI5tFvZ7bq8bJ5yQ9nZQxA' } } } },
    'text that looks like a Alibaba Cloud access key',
  ],
  ['keys of the provider', { provider: { alicloud: [{ access_key: 'x' }] } }, 'provider.access_key'],
  ['administrators', { resource: { alicloud_cs_managed_kubernetes: { main: {} } } }, 'main writes the key'],
  ['outputs', { output: { config: { value: '${alicloud_service_mesh_service_mesh.a.kubeconfig}' } } }, 'output config'],
])('the search for secrets looks at %s', (_, stack, found) => {
  expect(secretsOf(stack).join('\n')).toContain(found);
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
