import { Manifest } from '../../objects/manifest';
import { nameOf } from '../../objects/pods';
import { addressOf, TerraformResource } from '../../terraform/resource';

/** How findings name an object or a resource: `Deployment/qwen`, `alicloud_vpc.main`. */
export function subjectName(subject: Manifest | TerraformResource | undefined): string | undefined {
  if (subject === undefined) {
    return undefined;
  }
  return 'kind' in subject ? `${subject.kind}/${nameOf(subject as Manifest)}` : addressOf(subject as TerraformResource);
}
