/** An upgrade changes nobody's YAML unasked: programs of earlier versions write what they wrote, but for a reviewed list. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { byIdentity, Difference, differences, disturbed } from './differences';
import { CORPORA, objectsOf, programsOf, record, recorded, RELEASED, written } from './recorded';
import { Manifest } from '../../lib/objects/manifest';
import { readChangelog } from '../../projenrc/release/changelog';
import { compareVersions, mayBreak } from '../../projenrc/release/versions';

interface Intended {
  readonly since: string;
  readonly corpus: string;
  readonly why: string;
  readonly changes: readonly Difference[];
}

const INTENDED = parse(readFileSync(join(__dirname, 'intended.yaml'), 'utf8')) as Intended[];

const folder = mkdtempSync(join(tmpdir(), 'upgrades-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(CORPORA)('programs of %s', (corpus) => {
  const intended = INTENDED.filter((entry) => entry.corpus === corpus);

  test.each(Object.keys(programsOf(corpus)))('%s writes what it wrote, but for what is listed', (program) => {
    const output = written(corpus, program, join(folder, corpus, program));
    if (process.env.UPDATE_GOLDEN === '1' && !RELEASED.has(corpus)) {
      record(corpus, program, output);
    }
    const [before, now] = [recorded(corpus, program), objectsOf(output)];
    expect(before.size).toBeGreaterThan(5);
    const listed = intended.flatMap(({ changes }) => changes.filter((change) => change.program === program));
    expect(differences(program, before, now)).toEqual(listed);
    if (!intended.some(({ since }) => mayBreak(since))) {
      expect(disturbed(before, now)).toEqual([]);
    }
  });
});

test('every minor version since the first corpus has one, and at most one is of a version that is not released', () => {
  const [first] = CORPORA;
  const since = [...RELEASED].filter((minor) => compareVersions(minor, first) >= 0);
  expect(since.filter((minor) => !CORPORA.includes(minor))).toEqual([]);
  expect(CORPORA.filter((corpus) => !RELEASED.has(corpus)).length).toBeLessThanOrEqual(1);
  expect(CORPORA.length).toBeGreaterThan(0);
});

test('what is listed has a reason, a corpus, and a version of the changelog or the next one', () => {
  const versions = new Set(readChangelog().releases.map(({ version }) => version));
  for (const { since, corpus, why, changes } of INTENDED) {
    expect([since, versions.has(since) || /^\d+\.\d+\.\d+$/.test(since)]).toEqual([since, true]);
    expect(CORPORA).toContain(corpus);
    expect(why.trim().split(' ').length).toBeGreaterThan(3);
    expect(changes.length).toBeGreaterThan(0);
  }
});

describe('the comparison', () => {
  const deployment = (pod: object, replicas = 1): Manifest => ({
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'chat', namespace: 'n' } },
    spec: { replicas, selector: { matchLabels: { a: 'b' } }, template: pod },
  });
  const pod = (image: string, labels = { a: 'b' }) => ({
    metadata: { labels },
    spec: { containers: [{ name: 'c', image }] },
  });
  const before = byIdentity([deployment(pod('a'))]);
  const identity = 'apps/Deployment|n|chat';

  test.each<[string, Manifest[], Omit<Difference, 'program' | 'object'>[], string[]]>([
    ['nothing', [deployment(pod('a'))], [], []],
    ['a field in place', [deployment(pod('a'), 2)], [{ field: 'spec/replicas', becomes: 2 }], []],
    [
      'an image',
      [deployment(pod('b'))],
      [{ field: 'spec/template/spec/containers/0/image', becomes: 'b' }],
      [`${identity} restarts pods`],
    ],
    [
      'a label of pods',
      [deployment(pod('a', { a: 'c' }))],
      [{ field: 'spec/template/metadata/labels/a', becomes: 'c' }],
      [`${identity} restarts pods`],
    ],
    [
      'a selector',
      [{ ...deployment({}), spec: { replicas: 1, selector: {}, template: pod('a') } }],
      [{ field: 'spec/selector/matchLabels' }],
      [`${identity} has to be replaced`],
    ],
    ['a name', [], [{ field: '.' }], [`${identity} is gone`]],
  ])('finds that %s changed', (_, after, fields, effects) => {
    const now = byIdentity(after);
    expect(differences('p', before, now)).toEqual(
      fields.map((field) => ({ program: 'p', object: identity, ...field })),
    );
    expect(disturbed(before, now)).toEqual(effects);
  });

  test('finds a further object, which disturbs nobody, and every change of a plan', () => {
    const more = byIdentity([deployment(pod('a')), { ...deployment(pod('a')), kind: 'StatefulSet' }]);
    expect(differences('p', before, more)).toMatchObject([{ object: 'apps/StatefulSet|n|chat', field: '.' }]);
    expect(disturbed(before, more)).toEqual([]);
    expect(disturbed(new Map([['resource/a/b', { c: 1 }]]), new Map([['resource/a/b', { c: 2 }]]))).toEqual([
      'resource/a/b changes the plan',
    ]);
  });

  test('what a released version wrote is not written again', () => {
    RELEASED.add('9.9');
    expect(() => record('9.9', 'defaults', { text: '', isStack: false })).toThrow(
      '9.9 is released, and what it wrote stays',
    );
  });
});
