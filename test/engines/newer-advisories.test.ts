import { ENGINES, openAdvisories, VLLM } from '../../lib/engines';
import { NewerAdvisory, readNewerAdvisories, withNewer } from '../../lib/engines/newer-advisories';

const ADVISORY: NewerAdvisory = {
  engine: 'vllm',
  id: 'CVE-2027-10001',
  fixedIn: '0.34.0',
  summary: 'a request ends the server',
  source: 'https://github.com/vllm-project/vllm/security/advisories/GHSA-aaaa-bbbb-cccc',
};

const problemsOf = (content: unknown) =>
  readNewerAdvisories(content)[1].map(({ field, what, got, fix }) => [
    field.join('.'),
    `${what} ${String(got)} ${fix}`,
  ]);

test('advisories are read as they are written', () => {
  expect(readNewerAdvisories({ advisories: [ADVISORY] })).toEqual([[ADVISORY], []]);
  expect(readNewerAdvisories({ advisories: [] })).toEqual([[], []]);
});

test.each([
  ['no map', ['CVE-2027-10001'], '', 'no list of advisories'],
  ['an empty file', null, '', 'no list of advisories'],
  ['no list', { advisories: { vllm: [] } }, 'advisories', 'no list of advisories'],
  ['another key', { advisories: [], advisory: [] }, 'advisory', 'unknown field advisory write advisories'],
  ['a text for an advisory', { advisories: ['CVE-2027-10001'] }, 'advisories.0', 'not an advisory'],
])('%s is refused', (_, content, field, message) => {
  expect(problemsOf(content)).toEqual([[field, expect.stringContaining(message)]]);
});

test.each<[string, object, string, string]>([
  ['an unknown field', { severity: 'high' }, '.severity', 'unknown field severity'],
  ['an unknown engine', { engine: 'vlm' }, '.engine', 'engine of an advisory is missing or not usable vlm write vllm'],
  ['no engine', { engine: undefined }, '.engine', 'engine of an advisory is missing'],
  ['a number for a version, which YAML would shorten', { fixedIn: 26.1 }, '.fixedIn', 'not usable 26.1'],
  ['a pre-release', { fixedIn: '0.34.0rc1' }, '.fixedIn', 'not usable 0.34.0rc1'],
  ['a range', { fixedIn: '>=0.34.0' }, '.fixedIn', 'not usable'],
  ['no identifier', { id: '' }, '.id', 'not usable'],
  ['an identifier with more in it', { id: "CVE-2027-1') || true" }, '.id', 'not usable'],
  ['a summary of two lines', { summary: 'a\nb' }, '.summary', 'not usable'],
  ['a summary without end', { summary: 'a'.repeat(201) }, '.summary', 'not usable'],
  ['a source without https', { source: 'http://example.com/a' }, '.source', 'not usable'],
  ['a source with a terminal sequence', { source: 'https://example.com/\u001b[2J' }, '.source', 'not usable'],
])('%s is refused', (_, change, field, message) => {
  expect(problemsOf({ advisories: [{ ...ADVISORY, ...change }] })).toEqual([
    [`advisories.0${field}`, expect.stringContaining(message)],
  ]);
});

test('everything that is wrong is said in one run', () => {
  const content = { advisories: [{ id: 'x' }, ADVISORY, { ...ADVISORY, fixedIn: '0.35.0' }] };
  expect(problemsOf(content).map(([field]) => field)).toEqual([
    ...['engine', 'id', 'fixedIn', 'summary', 'source'].map((name) => `advisories.0${name === 'id' ? '.id' : ''}`),
    'advisories.2',
  ]);
});

test('an older version lacks what was published since, with its source', () => {
  const advisories = withNewer(VLLM, [ADVISORY]);
  expect(openAdvisories({ ...VLLM, advisories }, '0.33.0')).toEqual([ADVISORY]);
  expect(openAdvisories({ ...VLLM, advisories }, '0.34.0')).toEqual([]);
});

test('an engine gets its own advisories only', () => {
  expect(withNewer(ENGINES.sglang, [ADVISORY])).toEqual(ENGINES.sglang.advisories);
});

test('a file corrects a fix to a later version, and never to an earlier one', () => {
  const [known] = VLLM.advisories;
  const fixedAt = (fixedIn: string) => withNewer(VLLM, [{ ...ADVISORY, id: known.id, fixedIn }]);
  expect(fixedAt('0.1.0')).toEqual(VLLM.advisories);
  const corrected = fixedAt('0.34.0');
  expect(corrected).toHaveLength(VLLM.advisories.length);
  expect(corrected[0]).toMatchObject({ id: known.id, fixedIn: '0.34.0' });
});
