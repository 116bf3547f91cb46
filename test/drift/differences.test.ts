import { differences } from '../../lib/drift/differences';

const nothingAdded = () => false;
const compare = (expected: unknown, actual: unknown, isAdded = nothingAdded as (pattern: string) => boolean) =>
  differences(expected, actual, isAdded);

test('says which field is another, gone or new', () => {
  expect(compare({ a: { b: 1, c: 2 } }, { a: { b: 3, d: 4 } })).toEqual([
    { path: 'a.b', expected: 1, actual: 3 },
    { path: 'a.c', expected: 2 },
    { path: 'a.d', actual: 4 },
  ]);
});

test('quotes keys that are no identifiers, which labels have', () => {
  expect(compare({ labels: { 'a/b': 'x' } }, { labels: { 'a/b': 'y' } })).toEqual([
    { path: 'labels["a/b"]', expected: 'x', actual: 'y' },
  ]);
});

test('asks about each label that is new, even where there was none', () => {
  const isAdded = (pattern: string) => pattern === 'labels["server"]' || pattern === 'labels.server';
  expect(compare({}, { labels: { server: 'x', other: 'y' } }, isAdded)).toEqual([
    { path: 'labels.other', actual: 'y' },
  ]);
});

test('says which labels are gone where all are', () => {
  expect(compare({ metadata: { labels: { a: 'x', b: 'y' } } }, { metadata: {} })).toEqual([
    { path: 'metadata.labels.a', expected: 'x' },
    { path: 'metadata.labels.b', expected: 'y' },
  ]);
});

test('knows containers by name, and names those that are new', () => {
  const containers = (...names: string[]) => ({ containers: names.map((name) => ({ name, image: name })) });
  expect(compare(containers('a', 'b'), containers('b', 'x', 'a'))).toEqual([
    { path: 'containers[name=x]', actual: { name: 'x', image: 'x' } },
  ]);
  expect(compare({}, { initContainers: [{ name: 'x' }] })).toEqual([
    { path: 'initContainers[name=x]', actual: { name: 'x' } },
  ]);
  expect(compare(containers('a'), containers('b'))).toMatchObject([
    { path: 'containers[0]', expected: { name: 'a' } },
    { path: 'containers[name=b]', actual: { name: 'b' } },
  ]);
});

test('compares other lists by position, and as a whole where they differ in length', () => {
  expect(compare({ rules: [{ a: 1 }, { a: 2 }] }, { rules: [{ a: 1 }, { a: 3 }] })).toEqual([
    { path: 'rules[1].a', expected: 2, actual: 3 },
  ]);
  expect(compare({ rules: [1] }, { rules: [1, 2] })).toEqual([{ path: 'rules', expected: [1], actual: [1, 2] }]);
});

test.each([
  ['an empty list is no list', { ingress: [] }, {}],
  ['no labels are none', { metadata: { labels: {}, annotations: {} } }, { metadata: {} }],
  ['null is nothing', { a: null }, {}],
  ['a server drops false where absent means false', { hostNetwork: false }, {}],
  ['quantities are numbers', { limits: { memory: '1024Mi', cpu: '1' } }, { limits: { memory: '1Gi', cpu: '1000m' } }],
  [
    'quantities of extended resources',
    { hard: { 'requests.nvidia.com/gpu': 4 } },
    { hard: { 'requests.nvidia.com/gpu': '4' } },
  ],
])('%s', (_, expected, actual) => {
  expect(compare(expected, actual)).toEqual([]);
});

test.each([
  ['an empty map says something: every namespace', {}, { namespaceSelector: {} }],
  ['false is not nothing where nothing means true', { automountServiceAccountToken: false }, {}],
  ['a new false may undo a true elsewhere', {}, { runAsNonRoot: false }],
  ['text is no quantity', { args: { size: '1024Mi' } }, { args: { size: '1Gi' } }],
  ['rules instead of none', { rules: [] }, { rules: [{}] }],
])('%s', (_, expected, actual) => {
  expect(compare(expected, actual)).toHaveLength(1);
});
