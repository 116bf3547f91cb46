import { RuleField } from '../guardrails/cel/expression-metadata';
import { metadataOf } from '../guardrails/cel/metadata';
import { Violation } from '../guardrails/evaluation/violation';
import { Rule } from '../guardrails/rules/rule';
import { ParsedDocument, Position } from '../objects/documents/parse';
import { Steps } from '../objects/steps';
import { DOCUMENTS } from '../terraform/policy-documents';
import { TerraformResource } from '../terraform/resource';

/** Where in a document the field is that a rule objects to, or the nearest one around it. */
export function positionIn(document: ParsedDocument, base: Steps, { rule, path, places }: Violation): Position {
  const [exact] = places?.() ?? [];
  if (exact) {
    const from = exact.isBesideSpec ? steps(path).slice(0, -1) : steps(path);
    return document.positionOf([...base, ...from, ...exact.steps]);
  }
  const fields = metadataOf(rule).fields.map((field) => [...base, ...withField(path, field)]);
  const written = fields.find((field) => document.has(field));
  return document.positionOf(written ?? fields[0] ?? [...base, ...steps(path)]);
}

/** Where Terraform's JSON syntax has a resource; a plan is written by a machine and has it nowhere in particular. */
export function positionOfResource(document: ParsedDocument, resource: TerraformResource): Position {
  return document.positionOf(stepsTo(resource));
}

/**
 * Where it has the argument that a rule objects to, which is one that its fix names or the text of a policy; of one that
 * is not written, where it has the resource.
 */
export function positionInResource(document: ParsedDocument, resource: TerraformResource, rule: Rule): Position {
  const base = stepsTo(resource);
  const paths = metadataOf(rule)
    .fields.filter(({ root }) => root === 'resource')
    .flatMap(({ path }) => {
      const [argument] = path;
      return argument === 'policyStatements' ? POLICY_TEXTS : rule.fix.includes(argument) ? [path] : [];
    })
    .map((path) => [...base, ...path]);
  return document.positionOf(paths.find((path) => document.has(path)) ?? base);
}

const POLICY_TEXTS: readonly Steps[] = ['statement', ...DOCUMENTS].map((argument) => [argument]);

function stepsTo({ type, name }: TerraformResource): Steps {
  const [block, label] = type.includes('.') ? type.split('.') : ['resource', type];
  const places: Record<string, Steps> = {
    backend: ['terraform', block, label],
    variable: [block, name],
    module: [block, name],
  };
  return places[block] ?? [block, label, name];
}

function withField(path: string, { root, path: field }: RuleField): Steps {
  // pod rules are found at the spec, whose metadata is beside it
  const at = root === 'pod.metadata' ? [...steps(path).slice(0, -1), 'metadata'] : steps(path);
  return [...at, ...field];
}

/** `spec.containers[0]` as keys and indexes. */
export function steps(path: string): Steps {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) => key ?? Number(index));
}
