import {
  AdvisoryWaiver,
  checkVersion,
  compareVersions,
  EngineProfile,
  ENGINES,
  openAdvisories,
  VLLM,
} from '../../lib/engines';

const TODAY = new Date('2026-11-23T12:00:00Z');
const REASON = 'no scale-out flags; the mesh admits the gateway only';

const waiver = (over: Partial<AdvisoryWaiver> = {}): AdvisoryWaiver => ({
  advisory: 'GHSA-5r3c-5x4v-8gjh',
  reason: REASON,
  expires: '2026-12-31',
  ...over,
});

const check = (version: string, ...waivers: AdvisoryWaiver[]) =>
  checkVersion(VLLM, version, waivers, TODAY).map((problem) => problem.what);

test('a version with every fix passes', () => {
  expect(check('0.33.0')).toEqual([]);
  expect(check('0.33.1')).toEqual([]);
});

test('an older version names each advisory that it lacks', () => {
  const found = check('0.31.0');
  expect(found).toHaveLength(2);
  expect(found[0]).toContain('GHSA-5r3c-5x4v-8gjh');
  expect(found[1]).toContain('CVE-2026-115911');
});

test('a release candidate does not have the fix of its release', () => {
  expect(check('0.33.0rc1')).toEqual([expect.stringContaining('GHSA-5r3c-5x4v-8gjh')]);
});

test('a waiver holds for its advisory until the end of its last day', () => {
  expect(check('0.32.0', waiver())).toEqual([]);
  expect(check('0.32.0', waiver({ expires: '2026-11-23' }))).toEqual([]);
  expect(check('0.31.0', waiver())).toEqual([expect.stringContaining('CVE-2026-115911')]);
});

test.each([
  ['expired', { expires: '2026-11-22' }, 'has expired'],
  ['without a reason', { reason: 'because' }, 'has no reason'],
  ['with a day that does not exist', { expires: '2026-02-30' }, 'is not a date'],
  ['with another way to write days', { expires: 'soon' }, 'is not a date'],
  ['for an advisory of another engine', { advisory: 'CVE-2026-3059' }, 'names an advisory that vllm does not have'],
])('a waiver %s does not hold', (_, over, message) => {
  const found = check('0.32.0', waiver(over));
  expect(found[0]).toContain(message);
  expect(found.at(-1)).toContain('has no fix for GHSA-5r3c-5x4v-8gjh');
});

test('a version that cannot be compared is refused', () => {
  expect(check('latest')).toEqual(['version of vllm cannot be compared with the advisories']);
});

describe.each<EngineProfile>(Object.values(ENGINES))('advisories of $name', (profile) => {
  const { advisories, describedVersion } = profile;

  test('are named as their publishers name them, once each', () => {
    const ids = advisories.map(({ id }) => id);
    expect(ids.filter((id) => !/^(CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3})$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('are in the order of their fixes, and the version that the profile describes has all of them', () => {
    const fixes = advisories.map(({ fixedIn }) => fixedIn);
    expect(fixes).toEqual([...fixes].sort((a, b) => compareVersions(b, a)));
    expect(openAdvisories(profile, describedVersion)).toEqual([]);
  });
});

test('an engine of years ago lacks everything that was fixed since', () => {
  expect(openAdvisories(VLLM, '0.6.2')).toEqual(VLLM.advisories);
});
