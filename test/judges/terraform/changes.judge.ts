/** What Terraform plans for routine changes of what it applied, beside the table in docs/ALICLOUD.md. */
import { Terraform } from './terraform';
import { CHANGES, PlatformChange, platformOf } from '../../alicloud/routine-changes';
import { newStack, rendered } from '../../alicloud/support';
import { changesBetween, Outcome } from '../../support/terraform/changes';
import { StackJson } from '../../support/terraform/stack';
import { GO, judge, TERRAFORM } from '../support/judge';

function stackOf(change: Partial<PlatformChange> = {}): StackJson {
  const stack = newStack();
  platformOf(stack, change);
  return JSON.parse(JSON.stringify(rendered(stack)));
}

judge('Terraform: routine changes', [GO, TERRAFORM], () => {
  const before = stackOf();
  let terraform: Terraform;
  let applied: string;

  beforeAll(() => {
    terraform = new Terraform();
    applied = terraform.apply(before);
  });

  afterAll(() => terraform?.close());

  test('the same program again changes nothing', () => {
    expect([...terraform.changes(applied, before)]).toEqual([]);
  });

  test.each(CHANGES)('$property: Terraform plans what the table says', ({ change }) => {
    const after = stackOf(change);
    const planned = sorted(terraform.changes(applied, after));
    const told = sorted(changesBetween(before, after));
    const isRefused = (line: string) => line.endsWith(' refused' satisfies ` ${Outcome}`);
    // What depends on a resource that is refused is planned no more.
    expect(planned).toEqual(told.some(isRefused) ? told.filter((line) => planned.includes(line)) : told);
    expect(planned.filter(isRefused)).toEqual(told.filter(isRefused));
  });
});

function sorted(outcomes: Map<string, Outcome>): string[] {
  return [...outcomes].map(([address, outcome]) => `${address} ${outcome}`).sort();
}
