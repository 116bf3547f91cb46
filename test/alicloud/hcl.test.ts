/** HCL is HashiCorp's way out of cdktf: what is written as HCL must mean what is written as JSON. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build as buildEndToEnd } from '../../examples/end-to-end';
import { build as buildPlatform } from '../../examples/platform';
import { judgeStack } from '../support/terraform/judge';
import { StackJson } from '../support/terraform/stack';

/** The parser with which CDKTF's own tools read HCL. */
const { parse } = createRequire(require.resolve('@cdktf/provider-schema/package.json'))('@cdktf/hcl2json') as {
  parse(file: string, text: string): Promise<Record<string, any>>;
};

const root = mkdtempSync(join(tmpdir(), 'hcl-'));
afterAll(() => rmSync(root, { recursive: true }));
afterEach(() => delete process.env.SYNTH_HCL_OUTPUT);

function written(build: typeof buildEndToEnd, file: string): string {
  const outdir = mkdtempSync(join(root, 'out-'));
  mkdirSync(outdir, { recursive: true });
  process.env.SYNTH_HCL_OUTPUT = String(file === 'cdk.tf');
  for (const app of build(outdir)) {
    app.synth();
  }
  return readFileSync(join(outdir, 'cdktf.out/stacks/inference', file), 'utf8');
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

test.each([
  ['platform', buildPlatform],
  ['end-to-end', buildEndToEnd],
])('%s has the same resources as HCL, and the schema agrees to them', async (_, build) => {
  const json: StackJson = JSON.parse(written(build, 'cdk.tf.json'));
  const hcl = await parse('cdk.tf', written(build, 'cdk.tf'));
  const stack = { resource: resources(hcl.resource), data: resources(hcl.data), provider: hcl.provider };
  expect(addresses(stack)).toEqual(addresses(json));
  expect(judgeStack(stack)).toEqual([]);
});

test.each([
  ['platform', buildPlatform],
  ['end-to-end', buildEndToEnd],
])('%s has the same texts as HCL: documents, queries and expressions', async (_, build) => {
  const json: StackJson = JSON.parse(written(build, 'cdk.tf.json'));
  const hcl = await parse('cdk.tf', written(build, 'cdk.tf'));
  expect(textsOf(resources(hcl.resource))).toEqual(textsOf(json.resource));
});

test.each([
  ['platform', buildPlatform],
  ['end-to-end', buildEndToEnd],
])('%s keeps its conditions, policies and protections as HCL', async (_, build) => {
  const hcl = await parse('cdk.tf', written(build, 'cdk.tf'));
  const [cluster] = Object.values(resources(hcl.resource).alicloud_cs_managed_kubernetes);
  expect(cluster).toMatchObject({ slb_internet_enabled: false, deletion_protection: true, enable_rrsa: true });
  expect(JSON.stringify(cluster.lifecycle)).toContain('self.slb_internet');
  const roles = Object.values(resources(hcl.resource).alicloud_ram_role);
  expect(roles.map((role) => role.assume_role_policy_document).join()).toContain('system:serviceaccount:ack-csi-fuse');
});
