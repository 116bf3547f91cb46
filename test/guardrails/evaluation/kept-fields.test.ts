import { FIELDS_OF_MODELS } from '../../../lib/effective/fields';
import { relationsOf } from '../../../lib/guardrails/evaluation/relations';
import { Manifest } from '../../../lib/objects/manifest';
import { valueAt } from '../../../lib/objects/steps';

const WHOLE = { one: 1, other: { inner: [2] } };

/** An object with something at a path. */
function objectWith(groupKind: string, steps: readonly string[]): Manifest {
  const [group, kind] = groupKind.split('/');
  const value = steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), WHOLE) as Partial<Manifest>;
  return { apiVersion: group === '' ? 'v1' : `${group}/v1`, kind, metadata: { name: 'it' }, ...value } as Manifest;
}

const fields = Object.entries(FIELDS_OF_MODELS).flatMap(([groupKind, paths]) =>
  groupKind === '/ConfigMap' ? [] : paths.map((path) => [groupKind, path]),
);

test.each(fields)('check keeps of %s all of %s for models', (groupKind, path) => {
  const steps = path.split('.');
  expect(valueAt(relationsOf(objectWith(groupKind, steps)), steps)).toEqual(WHOLE);
});
