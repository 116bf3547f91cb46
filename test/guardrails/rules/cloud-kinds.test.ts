import { RULES } from '../../../lib/guardrails/rules';
import { JUDGED_CLOUD_KINDS } from '../../../lib/guardrails/rules/admission/cloud-kind-unknown';

test('kinds of Alibaba Cloud that a rule is about are not said to be unknown', () => {
  const judged = RULES.flatMap(({ match }) => (match.subject === 'object' ? match.kinds : []))
    .filter(({ group }) => /alibabacloud/.test(group))
    .flatMap(({ group, kinds }) => kinds.map((kind) => `${group}/${kind}`));
  expect(judged.length).toBeGreaterThan(5);
  expect(judged.filter((kind) => !JUDGED_CLOUD_KINDS.has(kind))).toEqual([]);
});
