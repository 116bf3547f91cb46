import { holds, SAMPLES, samplesOf } from './samples';
import { RULES } from '../../../lib/guardrails/rules';
import { RETIRED } from '../../../lib/guardrails/rules/retired';
import { CelRule } from '../../../lib/guardrails/rules/rule';

const celRules = RULES.filter((rule): rule is CelRule => 'cel' in rule);
const rules = RULES.map((rule) => [rule.id, rule] as const);

describe.each(rules)('%s', (_, rule) => {
  const samples = samplesOf(rule.id);

  test('has samples of every sort', () => {
    expect(samples.allowed.length).toBeGreaterThan(0);
    expect(samples.disallowed.length).toBeGreaterThan(0);
    expect(samples).toMatchObject({ absent: expect.anything(), malformed: expect.anything() });
  });

  test.each(samples.allowed)('allows %j', (sample) => {
    expect(holds(rule, sample)).toBe(true);
  });

  test.each(samples.disallowed)('finds %j', (sample) => {
    expect(holds(rule, sample)).toBe(false);
  });

  test(`what is not there is ${samples.absent?.verdict}`, () => {
    expect(holds(rule, samples.absent)).toBe(samples.absent.verdict === 'allowed');
  });

  test('what has the wrong type is found', () => {
    expect(holds(rule, samples.malformed)).toBe(false);
  });
});

test('every file of samples belongs to a rule', () => {
  expect([...SAMPLES.keys()].sort()).toEqual(RULES.map((rule) => rule.id).sort());
});

test('no raw text of a rule holds a quote: CEL knows no escape there, and an API server refuses the policy', () => {
  expect(celRules.filter(({ cel }) => /\br'[^']*[^\\']\\'/.test(cel)).map(({ id }) => id)).toEqual([]);
});

test('rules have unique names in kebab case, and a rationale of one sentence', () => {
  const names = RULES.map(({ name }) => name);
  expect(names.filter((name) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(RULES.filter(({ rationale }) => !/^\S.*\.$/.test(rationale)).map(({ id }) => id)).toEqual([]);
});

test('no id is used twice, and no retired one again', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id in RETIRED)).toEqual([]);
});
