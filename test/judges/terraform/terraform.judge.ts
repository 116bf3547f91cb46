import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Diagnostic, Terraform } from './terraform';
import { Example } from '../../../examples/support/example';
import { OUT, stackFiles } from '../cluster/example-output';
import { GO, judge, TERRAFORM } from '../support/judge';

/** A stack in which each of these mistakes alone makes Terraform refuse it. */
const VPC = { vpc_name: 'a', cidr_block: '10.0.0.0/16' };
const MISTAKES: [string, object, string][] = [
  ['an argument that does not exist', { a: { ...VPC, cidr: '10.0.0.0/16' } }, 'Extraneous JSON object property'],
  ['an argument of another type', { a: { ...VPC, user_cidrs: { a: 1 } } }, 'Incorrect attribute value type'],
  ['a reference to nothing', { a: { ...VPC, vpc_name: '${alicloud_vpc.b.id}' } }, 'Reference to undeclared resource'],
  ['a reference as a text', { a: VPC, b: { ...VPC, depends_on: ['${alicloud_vpc.a}'] } }, 'Invalid expression'],
  [
    'a cycle',
    { a: { ...VPC, vpc_name: '${alicloud_vpc.b.id}' }, b: { ...VPC, vpc_name: '${alicloud_vpc.a.id}' } },
    'Cycle: alicloud_vpc',
  ],
];

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

  test.each(MISTAKES)('%s is refused', (_, vpcs, summary) => {
    const stack = {
      terraform: { required_providers: { alicloud: { source: 'aliyun/alicloud' } } },
      resource: { alicloud_vpc: vpcs },
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
