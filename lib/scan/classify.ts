import { Manifest } from '../objects/manifest';
import { isMap } from '../objects/places/pod-shapes';
import { Steps } from '../objects/steps';
import { resourcesOfConfiguration } from '../terraform/configuration';
import { resourcesOfPlan } from '../terraform/plan';
import { TerraformResource } from '../terraform/resource';

type Fields = Record<string, unknown>;

/** A Kubernetes object and where it is within its document. */
export interface LocatedObject {
  readonly object: Manifest;
  readonly path: Steps;
}

/** What a document holds. */
export type Content =
  | { readonly kind: 'objects'; readonly objects: readonly LocatedObject[] }
  | { readonly kind: 'configuration' | 'plan'; readonly resources: readonly TerraformResource[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'broken'; readonly message: string };

/** Says what a document holds by its fields, since Helm, kubectl and Terraform all write to the same pipe. */
export function classify(value: unknown): Content {
  if (value === null || value === undefined) {
    return { kind: 'nothing' };
  }
  if (!isMap(value)) {
    return { kind: 'foreign' };
  }
  // whoever applies a file looks at these two fields only, whatever else it has
  if (typeof value.apiVersion === 'string' && typeof value.kind === 'string') {
    return objectsOf(value);
  }
  if ('planned_values' in value || ('values' in value && 'terraform_version' in value)) {
    return { kind: 'plan', resources: resourcesOfPlan(value) };
  }
  if (!('kind' in value) && (!('apiVersion' in value) || isHelmChart(value))) {
    const isTerraform = ['resource', 'terraform', 'provider', 'variable', 'module'].some((block) => block in value);
    return isTerraform ? { kind: 'configuration', resources: resourcesOfConfiguration(value) } : { kind: 'foreign' };
  }
  return objectsOf(value);
}

/** Chart.yaml, which lies in a folder with what may be checked. */
function isHelmChart({ apiVersion, name, version }: Fields): boolean {
  return /^v[12]$/.test(String(apiVersion)) && typeof name === 'string' && version !== undefined;
}

function objectsOf(value: Fields): Content {
  const missing = ['apiVersion', 'kind'].filter((field) => typeof value[field] !== 'string' || value[field] === '');
  if (missing.length > 0) {
    return { kind: 'broken', message: `object has no ${missing.join(' and no ')}` };
  }
  const manifest = value as Manifest;
  if (!manifest.kind.endsWith('List') || !Array.isArray(manifest.items)) {
    return { kind: 'objects', objects: [{ object: manifest, path: [] }] };
  }
  const contents = manifest.items.map((item) => itemOf(manifest, item));
  const broken = contents.find(({ kind }) => kind === 'broken');
  return (
    broken ?? {
      kind: 'objects',
      objects: contents.flatMap((content, index) =>
        content.kind === 'objects'
          ? content.objects.map(({ object, path }) => ({ object, path: ['items', index, ...path] }))
          : [],
      ),
    }
  );
}

/** The API server leaves out version and kind of the items of a list of one kind. */
function itemOf(list: Manifest, item: unknown): Content {
  if (!isMap(item)) {
    return { kind: 'broken', message: `an item of ${list.kind} is no object` };
  }
  const kind = list.kind.slice(0, -'List'.length);
  return objectsOf(kind === '' ? item : { apiVersion: list.apiVersion, kind, ...item });
}
