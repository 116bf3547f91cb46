import { holds, SAMPLES } from './samples';
import { RULES } from '../../../lib/guardrails/rules';

const rules = RULES.map((rule) => [rule.id, rule] as const);

describe.each(rules)('%s', (_, rule) => {
  const samples = SAMPLES.get(rule.id)!;

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
