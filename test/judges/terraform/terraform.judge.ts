import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Diagnostic, Terraform } from './terraform';
import { Example } from '../../../examples/support/example';
import { OUT, stackFiles } from '../cluster/example-output';
import { GO, judge, TERRAFORM } from '../support/judge';

/** A stack in which each of these mistakes alone makes Terraform refuse it. */
const VPC = { vpc_name: 'a', cidr_block: '10.0.0.0/16' };
const MISTAKES: [string, Record<string, object>, string][] = [
  ['an argument that does not exist', vpcs({ a: { ...VPC, cidr: '10.0.0.0/16' } }), 'Extraneous JSON object property'],
  ['an argument of another type', vpcs({ a: { ...VPC, user_cidrs: { a: 1 } } }), 'Incorrect attribute value type'],
  [
    'a reference to nothing',
    vpcs({ a: { ...VPC, vpc_name: '${alicloud_vpc.b.id}' } }),
    'Reference to undeclared resource',
  ],
  ['a reference as a text', vpcs({ a: VPC, b: { ...VPC, depends_on: ['${alicloud_vpc.a}'] } }), 'Invalid expression'],
  [
    'a cycle',
    vpcs({ a: { ...VPC, vpc_name: '${alicloud_vpc.b.id}' }, b: { ...VPC, vpc_name: '${alicloud_vpc.a.id}' } }),
    'Cycle: alicloud_vpc',
  ],
  [
    'a value that is none of those allowed',
    vpcs({ a: { ...VPC, dns_hostname_status: 'on' } }),
    'dns_hostname_status: expected one of',
  ],
  [
    'a number out of range',
    { alicloud_kms_key: { a: { pending_window_in_days: 6 } } },
    'pending_window_in_days: expected',
  ],
  [
    'an argument within a block that is out of range',
    {
      alicloud_cs_kubernetes_node_pool: {
        a: { cluster_id: 'c', vswitch_ids: ['vsw-a'], scaling_config: { max_size: 2001 } },
      },
    },
    'scaling_config.max_size: expected',
  ],
  ['arguments that exclude each other', vpcs({ a: { ...VPC, name: 'a' } }), 'vpc_name: conflicts with name'],
];

function vpcs(byName: Record<string, object>): Record<string, object> {
  return { alicloud_vpc: byName };
}

/** Warnings that nothing can be done about. */
const EXPECTED = [
  // HCL as CDKTF writes it, in `depends_on` and `ignore_changes`
  'Quoted references are deprecated',
];

judge('Terraform', [GO, TERRAFORM], () => {
  const stacks = stackFiles().map((file) => [relative(OUT, file), stackOf(file)] as const);
  let terraform: Terraform;

  beforeAll(() => {
    terraform = new Terraform();
  });

  afterAll(() => terraform?.close());

  test.each(stacks)('%s is valid', (_, stack) => {
    expect(objections('cdk.tf.json', JSON.stringify(stack, undefined, 2))).toEqual([]);
  });

  test.each(stacks)('%s is valid as HCL too', async (file) => {
    const [example, , stack] = file.split('/');
    expect(objections('cdk.tf', await writtenAsHcl(example, stack))).toEqual([]);
  });

  test.each(stacks)('%s can be planned, with every resource of it', (_, stack) => {
    const resources = Object.entries<object>(stack.resource).flatMap(([type, byName]) =>
      Object.keys(byName).map((name) => `${type}.${name}`),
    );
    expect(terraform.plan('cdk.tf.json', JSON.stringify(stack)).sort()).toEqual(resources.sort());
  });

  function objections(file: string, text: string): Diagnostic[] {
    const isExpected = ({ summary, detail }: Diagnostic) =>
      EXPECTED.some((expected) => `${summary}: ${detail}`.startsWith(expected));
    return terraform.validate(file, text).filter((diagnostic) => !isExpected(diagnostic));
  }

  test.each(MISTAKES)('%s is refused', (_, resource, summary) => {
    const stack = {
      terraform: { required_providers: { alicloud: { source: 'aliyun/alicloud' } } },
      resource,
    };
    const errors = terraform.validate('cdk.tf.json', JSON.stringify(stack));
    expect(errors.map((error) => `${error.summary}: ${error.detail}`).join('\n')).toContain(summary);
  });
});

function stackOf(file: string): any {
  const stack = JSON.parse(readFileSync(file, 'utf8'));
  // a plan against a backend would have to be initialised, which asks for the provider
  delete stack.terraform.backend;
  return stack;
}

async function writtenAsHcl(example: string, stack: string): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'hcl-'));
  process.env.SYNTH_HCL_OUTPUT = 'true';
  try {
    const { build } = (await import(join('../../../examples', example))) as Example;
    build(outdir).forEach((app) => app.synth());
    return readFileSync(join(outdir, 'cdktf.out/stacks', stack, 'cdk.tf'), 'utf8');
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
    rmSync(outdir, { recursive: true });
  }
}
