import { POD_KINDS, podPlacesOf, SINGLE_CONTAINERS } from '../../../lib/guardrails/admission/pod-kinds';
import { podLists } from '../../../lib/guardrails/admission/pod-lists';
import { engineProgram } from '../../../lib/guardrails/cel/engine';
import { stepsOfPlace } from '../../../lib/objects/places/pod-places';

/** The engine of this library knows no `[?optional]`, which that of Kubernetes does. */
const EXPRESSION = podLists(POD_KINDS).replace(/\[\?([^\]]+)\]/g, '($1.hasValue() ? [$1.value()] : [])');
const podsIn = (object: object) => (engineProgram(EXPRESSION)({ object }) as unknown[][]).flat();

const PLACES = POD_KINDS.flatMap((kind) => {
  const { templates, specs } = podPlacesOf(kind);
  const rows = (paths: readonly string[], isSpec: boolean) =>
    paths.map((path) => ({ name: `${kind.group}/${kind.kind} ${path}`, kind, path, isSpec }));
  return [...rows(templates, false), ...rows(specs, true)];
});

/** Two of everything that a place may have many of; every second one without what lies deeper. */
function at(path: string, value: unknown): any {
  return stepsOfPlace(path).reduceRight(
    (inner: unknown, step) =>
      step === '[]' ? [inner, {}, inner] : step === '{}' ? { one: inner, none: {}, other: inner } : { [step]: inner },
    value,
  );
}

describe('pods of every kind, as CEL finds them', () => {
  test.each(PLACES)('$name', ({ kind: { group, kind }, path, isSpec }) => {
    const spec = { containers: [{ name: 'main' }] };
    const head = { apiVersion: group === '' ? 'v1' : `${group}/v1alpha1`, kind, metadata: { name: 'o' } };
    const found = podsIn({ ...head, ...at(path, isSpec ? spec : { spec }) }) as { spec: unknown }[];
    const loops = path.match(/\[\]|\{\}/g)?.length ?? 0;
    // a place that ends in a list has what is empty for a pod too
    expect(found.filter((pod) => pod.spec && 'containers' in (pod.spec as object))).toHaveLength(2 ** loops);
    expect(podsIn(head)).toHaveLength(path === '' ? 1 : 0);
  });

  test('the same kind of another group has no pods', () => {
    const template = { spec: { containers: [] } };
    expect(podsIn({ apiVersion: 'example.com/v1', kind: 'PyTorchJob', metadata: {}, spec: { template } })).toEqual([]);
  });

  test('fields that hold a container are those of the places', () => {
    expect(SINGLE_CONTAINERS).toEqual(expect.arrayContaining(['model', 'sklearn', 'triton', 'mainContainer']));
    expect(SINGLE_CONTAINERS).not.toContain('containers');
  });
});
