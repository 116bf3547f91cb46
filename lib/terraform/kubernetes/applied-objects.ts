import { helmRelease } from './helm-release';
import { nativeObject } from './native-object';
import { objectsInTexts } from './objects-in-texts';
import type { Manifest } from '../../objects/manifest';
import { valuesInText } from '../../objects/places/text-values';
import { unreadProvisioner } from '../provisioners';
import { fields, isMap, maps, TerraformResource } from '../resource';
import { withTexts } from '../unknown';

/** A Kubernetes object that Terraform applies, and the resource that holds it. */
export interface AppliedObject {
  readonly resource: TerraformResource;
  readonly manifest: Manifest;
}

/** Something that Terraform applies and that was not read. */
export interface UnreadResource {
  readonly resource: TerraformResource;
  readonly message: string;
}

export interface Applied {
  readonly objects: readonly AppliedObject[];
  readonly unread: readonly UnreadResource[];
}

const UNREAD_MODULE =
  'resources of the module are not read: terraform plan -out=plan.out; terraform show -json plan.out | check -';

/** Kubernetes objects among resources of the providers kubernetes, kubectl and helm and in texts of others, and what was not read. */
export function appliedIn(resources: readonly TerraformResource[]): Applied {
  const read = resources.map((resource) => ({ resource, found: objectsOf(resource) }));
  return {
    objects: read.flatMap(({ resource, found }) =>
      typeof found === 'string' ? [] : found.map((manifest) => ({ resource, manifest })),
    ),
    unread: read.flatMap(({ resource, found }) =>
      [found, unreadProvisioner(resource.arguments)]
        .filter((message) => typeof message === 'string')
        .map((message) => ({ resource, message })),
    ),
  };
}

/** The objects of a resource, or why they were not read. */
function objectsOf({ arguments: written, ...resource }: TerraformResource): readonly Manifest[] | string {
  const { type } = resource;
  if (type === 'module.call') {
    return UNREAD_MODULE;
  }
  if (!/^(kubernetes_|kubectl_manifest$|helm_release$)/.test(type)) {
    return objectsInTexts(written);
  }
  const args = withTexts(written) as Record<string, unknown>;
  switch (type) {
    case 'kubernetes_manifest':
      return ofValues([fields(args.manifest)], 'manifest');
    case 'kubectl_manifest':
      return ofValues(valuesInText(String(args.yaml_body ?? '')) ?? [], 'yaml_body');
    case 'helm_release':
      return helmRelease({ ...resource, arguments: args });
    default: {
      const native = nativeObject({ ...resource, arguments: args });
      return native ? [native] : `${type} is a kind that no rule knows`;
    }
  }
}

function ofValues(values: readonly unknown[], argument: string): readonly Manifest[] | string {
  const objects = maps(values).filter(
    ({ apiVersion, kind }) => typeof apiVersion === 'string' && typeof kind === 'string',
  );
  return objects.length > 0 && objects.length === values.filter((value) => value !== null && isFilled(value)).length
    ? (objects as unknown as Manifest[])
    : `${argument} is not known before the apply, or holds no object`;
}

function isFilled(value: unknown): boolean {
  return !isMap(value) || Object.keys(value).length > 0;
}

/** Where cdktf says which construct a resource came from. */
export function constructPathOf(resource: TerraformResource): string | undefined {
  const [comment] = maps(resource.arguments['//']);
  const path = maps(comment?.metadata)[0]?.path;
  return typeof path === 'string' ? path : undefined;
}
