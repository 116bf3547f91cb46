import * as fc from 'fast-check';
import { Compiler } from '../../../lib/guardrails/cel/compiler/compiler';
import { frameOf } from '../../../lib/guardrails/cel/compiler/parts';
import { DEOPTIMIZED } from '../../../lib/guardrails/cel/compiler/values';
import { engineProgram } from '../../../lib/guardrails/cel/engine';
import { expressionMetadata } from '../../../lib/guardrails/cel/expression-metadata';
import { programOf } from '../../../lib/guardrails/cel/program';
import { rulesData } from '../../../lib/guardrails/cel/rules-data';
import { RULES } from '../../../lib/guardrails/rules';
import { isCelRule, Rule } from '../../../lib/guardrails/rules/rule';
import { Manifest } from '../../../lib/objects/manifest';
import { containersOf, podsOf } from '../../../lib/objects/pods';
import { runningPodsOf } from '../../../lib/objects/running-pods';
import { judgedArguments } from '../../../lib/terraform/judged';
import { rulesDataOf, treesOf } from '../../../projenrc/generate/trees/trees-of';
import { fuzzing } from '../../support/fuzzing';
import { manifestsOf, resourcesOf, Sample, SAMPLES } from '../rules/samples';
import { synthesizedExample } from '../synthesized';

type Context = Record<string, unknown>;

const celRules = RULES.filter(isCelRule);
const FUZZ = fuzzing(40);
const kubernetesRules = celRules.filter(({ match }) => ['object', 'pod', 'container'].includes(match.subject));

const UNKNOWN = 'cannot be evaluated';

/** What the engine says of a text. */
function verdictOfEngine(text: string, context: Context): unknown {
  try {
    return engineProgram(text)(context);
  } catch {
    return UNKNOWN;
  }
}

const compiler = new Compiler(treesOf(celRules.map(({ cel }) => cel)));

function compiledVerdict(text: string, context: Context, programs = compiler): unknown {
  try {
    return programs.of(text)!(frameOf(context));
  } catch (error) {
    expect(error).toBe(DEOPTIMIZED);
    return DEOPTIMIZED;
  }
}

function variablesOf({ params = {} }: Rule): Context {
  return { params: Object.fromEntries(Object.entries(params).map(([name, parameter]) => [name, parameter.default])) };
}

/** The contexts in which a rule is evaluated for a sample. */
function contextsOfSample(rule: Rule, sample: Sample): Context[] {
  const variables = variablesOf(rule);
  switch (rule.match.subject) {
    case 'terraform':
      return [...judgedArguments(resourcesOf(rule.match.types, sample)).values()].map((resource) => ({
        resource,
        variables,
      }));
    case 'bundle':
      return [{ objects: sample.objects, pods: sample.objects!.flatMap(runningPodsOf), variables }];
    default:
      return manifestsOf(rule, sample).flatMap((object) => contextsOf(rule, object));
  }
}

/** The contexts in which a rule is evaluated for an object. */
function contextsOf(rule: Rule, object: Manifest): Context[] {
  const { match } = rule;
  const variables = variablesOf(rule);
  if (match.subject === 'object') {
    return [{ object, variables }];
  }
  return podsOf(object).flatMap((view) => {
    const pod = { spec: view.spec, metadata: view.meta };
    return match.subject === 'pod'
      ? [{ pod, variables }]
      : containersOf(view).map(({ container }) => ({ pod, container, variables }));
  });
}

const odd = fc.constantFrom<unknown>(
  ...[null, true, false, 0, 1, -1, 1.5, 1000, '', 'a', '0', 'privileged', [], {}, ['a'], [1], [null], [{}], [[]]],
  ...[{ a: 1 }, { name: 'a' }, [{ name: 'a' }], ['a', 1], { name: null }, [{ name: 'a', value: 1 }], 'é', '😀'],
);

/** A change somewhere in a document: a path chosen by numbers, and what is put there, or nothing for a removal. */
const change = fc.record({ path: fc.array(fc.nat(20), { minLength: 1, maxLength: 9 }), value: fc.option(odd) });

function changed(document: unknown, { path: [first, ...rest], value }: { path: number[]; value: unknown }): unknown {
  if (typeof document !== 'object' || document === null || Object.keys(document).length === 0) {
    return value;
  }
  const copy = (Array.isArray(document) ? [...document] : { ...document }) as Context;
  const key = Object.keys(document)[first % Object.keys(document).length];
  if (rest.length > 0) {
    copy[key] = changed(copy[key], { path: rest, value });
  } else if (value === null && !Array.isArray(copy)) {
    delete copy[key];
  } else {
    copy[key] = value;
  }
  return copy;
}

describe.each(celRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const { allowed, disallowed, absent, malformed } = SAMPLES.get(id)!;
  const samples: Sample[] = [...allowed, ...disallowed, absent, malformed];
  const contexts = samples.flatMap((sample) => contextsOfSample(rule, sample));

  test('compiles to what the engine says, whatever changes in a sample', () => {
    const property = fc.property(
      fc.constantFrom(...contexts),
      fc.array(change, { maxLength: 4 }),
      (context, changes) => {
        const { variables, ...rest } = context;
        const mutant = {
          ...changes.reduce<Context>((document, one) => changed(document, one) as Context, rest),
          variables,
        };
        const verdict = compiledVerdict(rule.cel, mutant);
        if (verdict !== DEOPTIMIZED) {
          expect(verdict).toBe(verdictOfEngine(rule.cel, mutant));
        }
      },
    );
    fc.assert(property, FUZZ);
  });

  test('leaves no compliant sample to the engine, which takes a hundred times as long', () => {
    // Terraform's resources are few
    const compliant = (rule.match.subject === 'terraform' ? [] : allowed).flatMap((sample) =>
      contextsOfSample(rule, sample),
    );
    expect(compliant.filter((context) => compiledVerdict(rule.cel, context) === DEOPTIMIZED)).toEqual([]);
  });

  test('reports the errors of the engine', () => {
    for (const context of contexts.filter((each) => verdictOfEngine(rule.cel, each) !== true)) {
      const said = (run: (context: Context) => unknown) => {
        try {
          return run(context);
        } catch (error) {
          return (error as Error).message;
        }
      };
      expect(said((each) => programOf(rule)(frameOf(each)))).toEqual(said(engineProgram(rule.cel)));
    }
  });
});

test('deoptimizes for less than one in a hundred evaluations of what the library writes', () => {
  const cases = synthesizedExample().flatMap((object) =>
    kubernetesRules
      .filter(({ match }) => match.subject !== 'object' || match.kinds.some(({ kinds }) => kinds.includes(object.kind)))
      .flatMap((rule) => contextsOf(rule, object).map((context) => compiledVerdict(rule.cel, context))),
  );
  expect(cases.filter((verdict) => verdict !== DEOPTIMIZED).length / cases.length).toBeGreaterThan(0.99);
});

test.each(['0.5 + 1.0 == 1.5', '"😀".size() == 1', 'a.b', 'object.matches(object.b)', '[1] == [1]'])(
  'deoptimizes for %s',
  (text) => {
    const verdict = compiledVerdict(text, { object: { a: 'text', b: '.*' } }, new Compiler(treesOf([text])));
    expect(verdict).toBe(DEOPTIMIZED);
  },
);

describe('quantifiers that ask for names first', () => {
  const texts = [
    "object.list.exists(each, each.name == 'A' && each.value == '1')",
    "object.list.exists(each, each.name in ['A', 'B'])",
    "object.list.all(each, each.name != 'A' || each.value == '1')",
    "object.list.all(each, !(each.name in ['A', 'B']) || has(each.value))",
    "object.list.all(each, !(each.name == 'A') || has(each.value))",
    "object.list.all(each, each.name in ['A', 'B'])",
    "object.list.all(each, each.name == 'A' || each.value == '1')",
    "object.list.exists(each, each.name != 'A' && each.value == '1')",
    "['A', 'B'].all(name, object.list.exists(each, each.name == name && each.value == '1'))",
    'object.list.exists(each, each.name == object.list[0].name)',
    'object.list.exists(each, object.list.exists(each, each.name == each.value))',
    "object.list.filter(each, each.name == 'A').size() == 1",
    "object.list.filter(each, each.name in ['B', 'A']).map(each, each.name).join('') == 'AB'",
    "object.list.filter(each, each.name == 'A' && each.value == '1').size() == 0",
    'object.list.all(each, object.list.filter(other, other.name == each.name).size() == 1)',
  ];
  const item = fc.oneof(
    fc.record({ name: fc.constantFrom('A', 'B', 'C'), value: fc.constantFrom('1', 'A') }),
    fc.record({ name: fc.constantFrom('A', 'B', 'C') }),
    odd,
  );

  test.each(texts)('%s is what the engine says', (text) => {
    const programs = new Compiler(treesOf([text]));
    let sure = 0;
    const property = fc.property(fc.array(item, { maxLength: 4 }), (list) => {
      const verdict = compiledVerdict(text, { object: { list } }, programs);
      if (verdict !== DEOPTIMIZED) {
        sure++;
        expect(verdict).toBe(verdictOfEngine(text, { object: { list } }));
      }
    });
    fc.assert(property, { ...FUZZ, numRuns: 300 });
    expect(sure).toBeGreaterThan(50);
  });
});

test.each([
  ['object.spec.?a.orValue(false) && has(object.spec.b)', ['object.spec.a', 'object.spec.b']],
  ["pod.metadata.?annotations['x.y/z'].orValue('') == '1'", ['pod.metadata.annotations']],
  ['object.items.map(container, container.name).size() == 0', ['object.items']],
])('reads fields from the syntax tree of %s', (expression, fields) => {
  const metadata = expressionMetadata(engineProgram(expression).ast);
  expect(metadata.fields.map(({ root, path }) => [root, ...path].join('.'))).toEqual(fields);
});

test('takes names from string literals, and knows whether pods are read', () => {
  const metadata = expressionMetadata(engineProgram("objects.exists(o, o.kind == 'Service') && pods.size() > 0").ast);
  expect([metadata.names.includes('Service'), metadata.readsPods]).toEqual([true, true]);
});

test('the generated file is that of the rules as they are; if not: npx projen generate', () => {
  expect(rulesData()).toEqual(JSON.parse(JSON.stringify(rulesDataOf(celRules.map(({ cel }) => cel)))));
});
