import { fields, maps, TerraformResource } from './resource';
import { withTexts } from './unknown';
import type { Manifest } from '../objects/manifest';

/** A Kubernetes object that Terraform applies, and the resource that holds it. */
export interface AppliedObject {
  readonly resource: TerraformResource;
  readonly manifest: Manifest;
}

/** Kubernetes objects among resources, as the Kubernetes provider of Terraform has them. */
export function appliedObjects(resources: readonly TerraformResource[]): AppliedObject[] {
  return resources
    .filter(({ type }) => type === 'kubernetes_manifest')
    .map((resource) => ({ resource, manifest: withTexts(fields(resource.arguments.manifest)) as Manifest }))
    .filter(({ manifest: { apiVersion, kind } }) => typeof apiVersion === 'string' && typeof kind === 'string');
}

/** Where cdktf says which construct a resource came from. */
export function constructPathOf(resource: TerraformResource): string | undefined {
  const [comment] = maps(resource.arguments['//']);
  const path = maps(comment?.metadata)[0]?.path;
  return typeof path === 'string' ? path : undefined;
}
