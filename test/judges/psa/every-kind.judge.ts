/** Of every kind with pods, a minimal object with a good and a bad pod at each of its places. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compared, Comparison } from './pods-of-folder';
import { kindsWithPlaces, placesOf, PlaceShape, stepsOfPlace } from '../../../lib/objects/places/pod-places';
import { goBuild } from '../support/go';
import { GO, judge } from '../support/judge';

const GOOD = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'good',
      image: 'a.example/b:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
};
const BAD = {
  hostPID: true,
  containers: [{ name: 'bad', image: 'a.example/b:1', securityContext: { privileged: true } }],
};

/** What lies at a place of a shape. */
const AT: Partial<Record<PlaceShape, (spec: object) => unknown>> = {
  podTemplate: (spec) => ({ metadata: { labels: { app: 'a' } }, spec }),
  podSpec: (spec) => spec,
  embedded: (spec) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'inner' }, spec }),
};

/** `a[].b{}` as fields around a value. */
function nested(place: string, value: unknown): unknown {
  return stepsOfPlace(place).reduceRight<unknown>((inner, step) => {
    const key = step === '{}' ? 'any' : step;
    return step === '[]' ? [inner] : { [key]: inner };
  }, value);
}

function objectsOf(groupKind: string): object[] {
  const [group, kind] = groupKind.split('/');
  const apiVersion = group === '' ? 'v1' : `${group}/v1`;
  return Object.entries(placesOf(groupKind)!.paths).flatMap(([shape, places]) => {
    const at = AT[shape as PlaceShape];
    return at === undefined
      ? []
      : places.flatMap((place) =>
          [GOOD, BAD].map((spec) => ({
            ...{ apiVersion, kind, metadata: { name: 'a' } },
            ...(place === '' ? (at(spec) as object) : (nested(place, at(spec)) as object)),
          })),
        );
  });
}

judge('pods of every kind, by the library of Pod Security', [GO], () => {
  const folder = mkdtempSync(join(tmpdir(), 'kinds-'));
  let result: Comparison;
  let written = 0;

  beforeAll(async () => {
    for (const [index, groupKind] of kindsWithPlaces().entries()) {
      const objects = objectsOf(groupKind);
      written += objects.length;
      const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');
      writeFileSync(join(folder, `${index}-${groupKind.replace('/', '-')}.yaml`), text);
    }
    result = await compared(goBuild(__dirname, 'psa'), folder);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('library and check find and refuse the same pods', () => {
    expect(written).toBeGreaterThan(400);
    const { differences, inErrors, unreadable, ...counts } = result;
    expect(differences.map((difference) => difference.replace(folder, ''))).toEqual([]);
    expect([inErrors, unreadable]).toEqual([0, 0]);
    expect(counts.both).toBe(written);
    expect(counts.refused).toEqual({ baseline: written / 2, restricted: written / 2 });
  });
});
