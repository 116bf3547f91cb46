import * as fc from 'fast-check';
import { acceptancesText, readAcceptances } from '../../../lib/guardrails/suppressions/acceptances';
import { names, namesFully } from '../../../lib/guardrails/suppressions/subject-pattern';
import { Decisions, parseSuppression, suppresses, Suppression } from '../../../lib/guardrails/suppressions/suppression';
import { ParsedDocument } from '../../../lib/objects/documents/parse';
import { fuzzing } from '../../support/fuzzing';

const RULE = 'SAI-IMG-001';
const REASON = 'published by tag only by its vendor';
const place = { ruleId: RULE, namespace: 'shop', subject: 'Pod/legacy', path: 'spec.containers[0]' };

test.each([
  ['Pod/legacy', true],
  ['shop/Pod/legacy', true],
  ['spec.containers[0]', true],
  ['Pod/legacy spec.containers[0]', true],
  ['shop/Pod/legacy spec.containers[0]', true],
  ['Pod/leg*', true],
  ['shop/Pod/*', true],
  ['*', true],
  ['Pod/legac', false],
  ['Pod/legacy-admin', false],
  ['legacy', false],
  ['containers[0]', false],
  ['spec.containers[1]', false],
  ['other/Pod/legacy', false],
  ['Pod/legacy spec.containers[1]', false],
  ['Pod.legacy', false],
])('below a construct, %j names the finding: %s', (pattern, expected) => {
  expect(names(pattern, place)).toBe(expected);
});

test.each([
  ['shop/Pod/legacy', true],
  ['shop/Pod/legacy spec.containers[0]', true],
  ['*/Pod/legacy', true],
  ['Pod/legacy', false],
  ['spec.containers[0]', false],
  ['*', false],
  ['*legacy', false],
])('in a file, %j names the finding: %s', (pattern, expected) => {
  expect(namesFully(pattern, place)).toBe(expected);
});

test('a finding about several objects has a subject to be accepted by', () => {
  expect(namesFully('all objects', { ruleId: RULE, path: '' })).toBe(true);
});

test('a name without a star accepts no other name', () => {
  const name = fc.stringMatching(/^[a-z0-9.()+?|-]{1,8}$/);
  fc.assert(
    fc.property(name, name, (accepted, other) => {
      const finding = { ...place, subject: `Pod/${other}` };
      expect(suppresses(suppression(`shop/Pod/${accepted}`), finding)).toBe(accepted === other);
    }),
    fuzzing(100),
  );
});

test('what is written is read as it was', () => {
  const text = fc.string({ minLength: 20, unit: 'grapheme' }).filter((value) => value.trim().length >= 20);
  fc.assert(
    fc.property(text, text, (reason, subject) => {
      const entry = { rule: RULE, subject, reason, reference: 'SEC-12', expires: '2099-12-31' };
      const [read, problems] = readAcceptances('file', parsed(acceptancesText([entry, entry])));
      expect(problems).toEqual([]);
      expect(read).toMatchObject([{ ruleId: RULE, subject, reason, reference: 'SEC-12', expires: '2099-12-31' }]);
    }),
    fuzzing(100),
  );
});

test('what YAML does not allow, or reads as a line break, is escaped', () => {
  const reason = `broken${'\u0000\u007f\u0085\u009f\u2028\u2029\ufeff\ufffe\uffff'}in the middle`;
  const entry = { rule: RULE, subject: 'a', reason };
  expect(acceptancesText([entry])).toMatch(/^[\n -~]+$/);
  expect(readAcceptances('file', parsed(acceptancesText([entry])))).toMatchObject([[{ reason }], []]);
});

test('a file without accepted risks is read', () => {
  expect(readAcceptances('file', parsed(acceptancesText([])))).toEqual([[], []]);
});

test.each([
  ['nothing', 'null', /no list of accepted risks/],
  ['another key', 'acceptances: []\nkind: List', /got \["kind"\]|no list/],
  ['no subject', `acceptances: [{rule: ${RULE}, reason: ${REASON}}]`, /unknown or not text: subject/],
  ['an unknown field', `acceptances: [{rule: ${RULE}, subject: a, reason: ${REASON}, until: x}]`, /not text: until/],
  ['an unknown rule', `acceptances: [{rule: SAI-X-1, subject: a, reason: ${REASON}}]`, /no rule has this id/],
  ['a rule that nobody may accept', `acceptances: [{rule: SAI-POD-001, subject: a, reason: ${REASON}}]`, /cannot be/],
  ['a short reason', `acceptances: [{rule: ${RULE}, subject: a, reason: short}]`, /too short/],
  ['no day', `acceptances: [{rule: ${RULE}, subject: a, reason: ${REASON}, expires: soon}]`, /invalid expiry date/],
])('a file with %s is refused', (_, text, message) => {
  const [read, problems] = readAcceptances('file', parsed(text));
  expect(read).toEqual([]);
  expect(problems.map(({ what }) => what).join()).toMatch(message);
});

test('an acceptance whose last day is past accepts nothing, and is named', () => {
  const decisions = new Decisions([{ ...suppression('shop/Pod/legacy'), expires: '2020-01-01' }]);
  expect(decisions.for(place)).toBeUndefined();
  expect(decisions.warnings()).toEqual([expect.stringContaining('expired on 2020-01-01')]);
});

test('an acceptance that covers nothing is named', () => {
  const decisions = new Decisions([suppression('shop/Pod/gone')]);
  expect(decisions.for(place)).toBeUndefined();
  expect(decisions.warnings()).toEqual([expect.stringContaining('nothing is found that it would accept')]);
});

test('an option names a rule, and an object or none', () => {
  expect(parseSuppression(`${RULE}=${REASON}`)).toMatchObject({ ruleId: RULE, subject: undefined, reason: REASON });
  expect(parseSuppression(`${RULE}@shop/Pod/a=${REASON}=1`)).toMatchObject({
    subject: 'shop/Pod/a',
    reason: `${REASON}=1`,
  });
  expect(() => parseSuppression('SAI-X-1=because')).toThrow(/no rule has this id[^]*too short/);
  expect(() => parseSuppression(RULE)).toThrow(/too short/);
});

function suppression(subject: string): Suppression {
  return { ruleId: RULE, subject, reason: REASON, origin: 'test' };
}

function parsed(text: string): unknown {
  return new ParsedDocument({ text, line: 1 }).value();
}
