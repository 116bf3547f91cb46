import { whyNotEnforceable } from '../../../lib/guardrails/admission/validations';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { messageOf } from '../../../lib/guardrails/evaluation/message-of';
import { ModelRule } from '../../../lib/guardrails/rules/rule';
import { Severity } from '../../../lib/guardrails/rules/severity';
import { Manifest } from '../../../lib/objects/manifest';

const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { type: null } };

function modelRule(judge: ModelRule['judge'], over: 'object' | 'objects' = 'objects'): ModelRule {
  return {
    ...{
      id: 'SAI-A-001',
      name: 'a-rule',
      rationale: 'It matters.',
      title: 'A',
      severity: Severity.HIGH,
      message: 'is wrong',
      fix: 'mend it',
    },
    match: { subject: 'model', over, looksAt: 'Services', inCluster: 'it counts' },
    judge,
    acknowledgeable: true,
    frameworks: {},
    params: { most: { description: 'services at most', default: 1 } },
  };
}

const counting = modelRule(({ objects }, { most }) =>
  objects.map((subject, index) => ({
    subject,
    path: 'spec',
    ...(index < Number(most) ? {} : { flaw: `no. ${index}` }),
  })),
);

test('a rule over models sees all objects at once, and names the objects as they are written', () => {
  const second = { ...SERVICE, metadata: { name: 'b' } };
  const found = evaluateManifests([SERVICE, second], {}, [counting]);
  expect(found).toEqual([{ rule: counting, subject: second, path: 'spec', detail: 'no. 1' }]);
  expect(found[0].subject).toBe(second);
  expect(messageOf(found[0])).toBe('is wrong: no. 1');
});

test('it is given its parameters, and what it looked at is observed', () => {
  const seen: [boolean, unknown][] = [];
  evaluateManifests([SERVICE], { most: 0 }, [counting], (_, holds, subject) => seen.push([holds, subject]));
  expect(seen).toEqual([[false, SERVICE]]);
});

test('what is null is not there', () => {
  const typed = ({ spec }: Manifest) => 'type' in (spec as object);
  const rule = modelRule(({ objects }) => objects.filter(typed).map((subject) => ({ subject, path: '', flaw: '' })));
  expect(evaluateManifests([SERVICE], {}, [rule])).toEqual([]);
});

test('over one object, it sees one at a time', () => {
  const alone = modelRule(
    ({ objects }) => objects.map((subject) => ({ subject, path: '', flaw: `${objects.length}` })),
    'object',
  );
  expect(evaluateManifests([SERVICE, SERVICE], {}, [alone]).map(({ detail }) => detail)).toEqual(['1', '1']);
});

test('one that throws is a violation that says why', () => {
  const rule = modelRule(() => {
    throw new Error('no such range');
  });
  const [violation] = evaluateManifests([SERVICE], {}, [rule]);
  expect(messageOf(violation)).toBe('is wrong (cannot be evaluated: no such range)');
});

test('an API server does not enforce it, for the reason that the rule gives', () => {
  expect(whyNotEnforceable(counting)).toBe('it counts');
});
