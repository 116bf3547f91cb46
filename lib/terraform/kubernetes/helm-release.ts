import type { Manifest } from '../../objects/manifest';
import { valuesInText } from '../../objects/places/text-values';
import { Fields, isMap, maps, TerraformResource } from '../resource';

/**
 * A `helm_release` as the object of Flux that asks for the same: its values are judged by shape, and its chart, which is
 * not rendered, is named. A text says why the values were not read.
 */
export function helmRelease({ arguments: args }: TerraformResource): readonly Manifest[] | string {
  const { name, namespace, chart, version, repository } = args;
  const texts = Array.isArray(args.values) ? args.values : [];
  const read = texts.map((text) => valuesInText(String(text)));
  if (read.some((documents) => documents === undefined || !documents.every((each) => isMap(each) || each === null))) {
    return 'values are not known before the apply, or no YAML';
  }
  const values = maps(read.flat()).reduce(merge, {});
  for (const { name: path, value } of [...maps(args.set), ...maps(args.set_sensitive)]) {
    put(
      values,
      String(path)
        .replace(/\[(\d+)\]/g, '.$1')
        .split('.'),
      value,
    );
  }
  const spec = { chart: { spec: { chart, version, sourceRef: { kind: 'HelmRepository', name: repository } } }, values };
  const release = { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name, namespace }, spec };
  return [release as unknown as Manifest];
}

function merge(base: Fields, over: Fields): Fields {
  const merged = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const earlier = merged[name];
    merged[name] = isMap(earlier) && isMap(value) ? merge(earlier, value) : value;
  }
  return merged;
}

/** Values of `set` are texts that Helm reads as YAML scalars. */
function put(values: Fields, [name, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    values[name] = value === 'true' || value === 'false' ? value === 'true' : value;
    return;
  }
  const inner = isMap(values[name]) ? { ...values[name] } : {};
  values[name] = inner;
  put(inner, rest, value);
}
