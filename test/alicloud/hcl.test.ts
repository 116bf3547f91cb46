/** HCL is HashiCorp's way out of cdktf: what is written as HCL must mean what is written as JSON. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleNames } from '../../examples/support/example';
import { judgeStack } from '../support/terraform/judge';
import { StackJson } from '../support/terraform/stack';

/** The parser with which CDKTF's own tools read HCL. */
const { parse } = createRequire(require.resolve('@cdktf/provider-schema/package.json'))('@cdktf/hcl2json') as {
  parse(file: string, text: string): Promise<Record<string, any>>;
};

const root = mkdtempSync(join(tmpdir(), 'hcl-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A stack as it is written in both languages. */
interface Written {
  readonly json: StackJson;
  readonly hcl: StackJson;
}

const stacks = new Map<string, Written>();

beforeAll(async () => {
  for (const example of exampleNames()) {
    const json = await written(example, 'cdk.tf.json');
    const hcl = await written(example, 'cdk.tf');
    for (const [stack, text] of json) {
      const parsed = await parse('cdk.tf', hcl.get(stack)!);
      stacks.set(`${example}/${stack}`, {
        json: JSON.parse(text),
        hcl: { resource: resources(parsed.resource), data: resources(parsed.data), provider: parsed.provider },
      });
    }
  }
}, 300_000);

/** Texts of the stacks of an example. */
async function written(example: string, file: 'cdk.tf' | 'cdk.tf.json'): Promise<Map<string, string>> {
  const outdir = mkdtempSync(join(root, 'out-'));
  process.env.SYNTH_HCL_OUTPUT = String(file === 'cdk.tf');
  try {
    const { build } = await import(join('../../examples', example));
    build(outdir).forEach((app: { synth(): void }) => app.synth());
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
  }
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(`/${file}`));
  return new Map(files.map((path) => [path.split('/').at(-2)!, readFileSync(join(outdir, path), 'utf8')]));
}

/** The parser gives every block as a list of one. */
function resources(hcl: Record<string, any> = {}): NonNullable<StackJson['resource']> {
  const entries = Object.entries<Record<string, any[]>>(hcl);
  return Object.fromEntries(
    entries.map(([type, byName]) => [
      type,
      Object.fromEntries(Object.entries(byName).map(([name, [resource]]) => [name, resource])),
    ]),
  );
}

/** Texts of arguments, without the line break at the end of those that HCL has on several lines. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    // references are bare in one and quoted in the other
    return [value.trim().replace(/^\$\{(.*)\}$/s, '$1')];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value)
    .flatMap(([name, item]) => (name === '//' ? [] : textsOf(item)))
    .sort();
}

const addresses = ({ resource = {} }: StackJson) =>
  Object.entries(resource)
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
    .sort();

test('every example that has stacks is looked at', () => {
  expect([...stacks.keys()]).toEqual(expect.arrayContaining(['platform/inference', 'existing-cluster/gpu-nodes']));
});

test('the same resources are there as HCL, and the schema agrees to them', () => {
  for (const [name, { json, hcl }] of stacks) {
    expect([name, addresses(hcl)]).toEqual([name, addresses(json)]);
    expect([name, ...judgeStack(hcl)]).toEqual([name]);
  }
});

test('the same texts are there as HCL: documents, queries and expressions', () => {
  for (const [name, { json, hcl }] of stacks) {
    expect([name, textsOf(hcl.resource)]).toEqual([name, textsOf(json.resource)]);
  }
});

test('conditions, policies and protections stay as HCL', () => {
  const { hcl } = stacks.get('platform/inference')!;
  const [cluster] = Object.values(hcl.resource!.alicloud_cs_managed_kubernetes);
  expect(cluster).toMatchObject({ slb_internet_enabled: false, deletion_protection: true, enable_rrsa: true });
  expect(JSON.stringify(cluster.lifecycle)).toContain('self.slb_internet');
  const roles = Object.values(hcl.resource!.alicloud_ram_role);
  expect(roles.map((role) => role.assume_role_policy_document).join()).toContain('system:serviceaccount:ack-csi-fuse');
});
