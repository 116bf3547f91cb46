import { ApiObject, App, Chart, JsonPatch, Yaml } from 'cdk8s';
import { plainManifest } from './plain-manifest';
import { stringifyDocument } from './yaml-writer';

let known: boolean | undefined;

/**
 * Whether the cdk8s that is installed serializes as the one that this was written for. The peer range admits later
 * ones; one that drops, sorts or quotes differently is left to do everything itself.
 */
export function isKnownCdk8s(): boolean {
  return (known ??= probe());
}

function probe(): boolean {
  const object = new ApiObject(
    new Chart(new App(), 'probe', { namespace: 'space', labels: { chart: 'label' } }),
    'object',
    {
      apiVersion: 'probe/v1',
      kind: 'Probe',
      metadata: { labels: { b: 'true', a: '1' }, annotations: {}, finalizers: ['one/two'], ownerReferences: [] },
      spec: {
        z: [[], {}, null, [1, -0.5, 1e21]],
        10: 'yes',
        9: null,
        list: [{ b: 'a: b', a: 'two\nlines\n' }],
        empty: {},
      },
    },
  );
  object.addJsonPatch(JsonPatch.add('/spec/y', { c: null, 'd e': '#' }));
  const sorted = !process.env.CDK8S_DISABLE_SORT;
  return stringifyDocument(plainManifest(object, sorted)?.manifest) === Yaml.stringify(object.toJson());
}
