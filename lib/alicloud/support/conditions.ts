import { TerraformResource } from 'cdktf';
import { CrEeInstance } from '../provider/cr-ee-instance';
import { CsManagedKubernetes } from '../provider/cs-managed-kubernetes';

/** A cluster whose conditions stay conditions as HCL. */
export class ClusterWithConditions extends CsManagedKubernetes {
  public toHclTerraform(): any {
    return conditionsAsBlocks(this, super.toHclTerraform());
  }
}

/** A registry whose conditions stay conditions as HCL. */
export class RegistryWithConditions extends CrEeInstance {
  public toHclTerraform(): any {
    return conditionsAsBlocks(this, super.toHclTerraform());
  }
}

/** CDKTF writes conditions as arguments, where HCL has blocks and Terraform refuses all else. */
function conditionsAsBlocks(resource: TerraformResource, hcl: any): any {
  const attributes = hcl.resource[resource.terraformResourceType][resource.friendlyUniqueId];
  const { postcondition, ...rest } = attributes.lifecycle;
  attributes.lifecycle = { value: { ...rest, postcondition: { value: postcondition, isBlock: true, type: 'list' } } };
  return hcl;
}
