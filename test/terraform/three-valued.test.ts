import fc from 'fast-check';
import { engineProgram } from '../../lib/guardrails/cel/engine';
import { evaluateUnknown } from '../../lib/guardrails/cel/three-valued';
import { RULES } from '../../lib/guardrails/rules';
import { isCelRule } from '../../lib/guardrails/rules/rule';
import { Unknown } from '../../lib/terraform/unknown';
import { fuzzing } from '../support/fuzzing';

const evaluate = (text: string, resource: object) => evaluateUnknown(engineProgram(text).ast, { resource });
const UNKNOWN = new Unknown('acl');

test.each([
  ["resource.acl == 'private'", UNKNOWN],
  ["resource.acl != 'public-read'", UNKNOWN],
  ["resource.?acl.orValue('private') == 'private'", UNKNOWN],
  ["resource.acl in ['private']", UNKNOWN],
  ["resource.acl == 'private' || resource.name == 'a'", true],
  ["resource.acl == 'private' && resource.name == 'b'", false],
  ["resource.list.exists(item, item == 'a')", true],
  ["resource.list.all(item, item == 'a')", UNKNOWN],
  ["resource.list.all(item, item == 'b')", false],
  ["resource.list.filter(item, item == 'b').size() == 0", UNKNOWN],
  ['resource.acl.matches("^p")', UNKNOWN],
  ['double(resource.acl) >= 180.0', UNKNOWN],
  ['has(resource.acl.grants)', UNKNOWN],
  ['has(resource.missing)', false],
  ["(resource.acl == 'a' ? 'x' : 'y') == 'z'", UNKNOWN],
  ['resource.acl.all(item, item.missing)', UNKNOWN],
])('%s', (text, expected) => {
  expect(evaluate(text, { acl: UNKNOWN, name: 'a', list: ['a', UNKNOWN] })).toEqual(expected);
});

test('what a guard keeps from being evaluated does not count', () => {
  expect(evaluate("resource.acl == 'a' && resource.missing == 'b'", { acl: UNKNOWN })).toBe(UNKNOWN);
});

const scalar = fc.oneof(
  fc.constantFrom('private', 'Enabled', 'Allow', '*', ''),
  fc.boolean(),
  fc.integer({ min: 0, max: 400 }),
);
const TERRAFORM = RULES.filter(isCelRule).filter(({ match }) => match.subject === 'terraform');

/** Arguments that the rule reads, with values of any kind. */
function argumentsOf(cel: string): fc.Arbitrary<Record<string, unknown>> {
  const names = [...new Set(Array.from(cel.matchAll(/resource\.\??(\w+)/g), ([, name]) => name))];
  const values = Object.fromEntries(
    names.map((name) => [name, name === 'policyStatements' ? fc.constant([]) : scalar]),
  );
  return fc.record(values, { requiredKeys: names.filter((name) => name === 'policyStatements') });
}

test('without unknown values it says what the engine says', () => {
  for (const { cel, params = {} } of TERRAFORM) {
    const variables = {
      params: Object.fromEntries(Object.entries(params).map(([name, each]) => [name, each.default])),
    };
    const { ast } = engineProgram(cel);
    fc.assert(
      fc.property(argumentsOf(cel), (resource) => {
        const engine = attempt(() => engineProgram(cel)({ resource, variables }));
        if (typeof engine === 'boolean') {
          expect([cel, resource, evaluateUnknown(ast, { resource, variables })]).toEqual([cel, resource, engine]);
        }
      }),
      fuzzing(20),
    );
  }
});

test('what it says of an unknown value holds for every value', () => {
  for (const { cel, params = {} } of TERRAFORM) {
    const variables = {
      params: Object.fromEntries(Object.entries(params).map(([name, each]) => [name, each.default])),
    };
    const { ast } = engineProgram(cel);
    fc.assert(
      fc.property(argumentsOf(cel), fc.nat(), scalar, (resource, pick, value) => {
        const names = Object.keys(resource).filter((name) => name !== 'policyStatements');
        if (names.length === 0) {
          return;
        }
        const name = names[pick % names.length];
        const partly = attempt(() => evaluateUnknown(ast, { resource: { ...resource, [name]: UNKNOWN }, variables }));
        const known = attempt(() => evaluateUnknown(ast, { resource: { ...resource, [name]: value }, variables }));
        if (typeof partly === 'boolean' && typeof known === 'boolean') {
          expect([cel, resource, name, value, partly]).toEqual([cel, resource, name, value, known]);
        }
      }),
      fuzzing(20),
    );
  }
});

function attempt(evaluation: () => unknown): unknown {
  try {
    return evaluation();
  } catch {
    return undefined;
  }
}
