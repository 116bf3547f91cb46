import { IConstruct } from 'constructs';
import { Finding, FindingStatus } from './finding';
import { allowedAround } from './registries';
import { Output } from './synthesized';
import { Manifest } from '../../objects/manifest';
import { constructPathOf } from '../../terraform/kubernetes/applied-objects';
import { TerraformResource } from '../../terraform/resource';
import { evaluateManifests, evaluateStack } from '../evaluation/evaluate';
import { messageOf } from '../evaluation/message-of';
import { subjectName } from '../evaluation/subject-name';
import { Observer, Parameters, Unjudged, Violation } from '../evaluation/violation';
import { Rule } from '../rules/rule';
import type { AcknowledgeOptions } from '../suppressions/acknowledge-options';
import { acknowledgedRisks, ownRisks } from '../suppressions/acknowledged';
import { names, SuppressibleFinding } from '../suppressions/subject-pattern';

/** A violation and the construct that made what breaks the rule. */
export interface Located {
  readonly violation: Violation;
  readonly construct: IConstruct;
}

/** A risk that was accepted, and by which construct. */
export interface AcceptedRisk {
  readonly construct: IConstruct;
  readonly risk: AcknowledgeOptions;
}

/** Told of what was looked at, and of what nobody can answer yet. */
export interface Observers {
  readonly observe?: Observer;
  readonly onUnjudged?: (unjudged: Unjudged) => void;
}

/** Every violation in what a scope writes. */
export function locate(
  scope: IConstruct,
  { objects, stacks }: Output,
  parameters: Parameters,
  rules: readonly Rule[],
  { observe, onUnjudged }: Observers = {},
): Located[] {
  const constructs = stacks.length > 0 ? scope.node.findAll() : [];
  return [
    ...locateIn(
      objects.map(({ construct }) => construct),
      objects.map(({ manifest }) => manifest),
      parameters,
      rules,
      { scope, observe },
    ),
    ...stacks.flatMap(({ construct, resources }) =>
      evaluateStack(resources, parameters, rules, observe, onUnjudged).map((violation) => ({
        violation,
        construct: madeBy(violation, constructs) ?? construct,
      })),
    ),
  ];
}

/** Violations in objects; what concerns no object alone is of a scope. */
export function locateIn(
  objects: readonly IConstruct[],
  manifests: readonly Manifest[],
  parameters: Parameters,
  rules: readonly Rule[],
  { scope = objects[0], observe }: { readonly scope?: IConstruct; readonly observe?: Observer } = {},
): Located[] {
  const registries = parameters.registries ?? allowedAround(scope);
  const violations = evaluateManifests(manifests, { ...parameters, registries }, rules, observe);
  if (violations.length === 0) {
    return [];
  }
  const constructOf = new Map<unknown, IConstruct>(manifests.map((manifest, index) => [manifest, objects[index]]));
  return violations.map((violation) => ({ violation, construct: constructOf.get(violation.subject) ?? scope }));
}

function madeBy({ subject }: Violation, constructs: readonly IConstruct[]): IConstruct | undefined {
  const path = subject && 'arguments' in subject ? constructPathOf(subject as TerraformResource) : undefined;
  return constructs.find((construct) => construct.node.path === path);
}

/** Accepted risks that cover a violation; the nearest last. */
export function risksCovering(located: Located): AcknowledgeOptions[] {
  const finding = suppressibleOf(located.violation);
  return acknowledgedRisks(located.construct).filter(
    ({ id, finding: pattern }) => id === finding.ruleId && (pattern === undefined || names(pattern, finding)),
  );
}

/** What suppressions compare of a violation. */
export function suppressibleOf({ rule, subject, path }: Violation): SuppressibleFinding {
  const namespace = subject && 'kind' in subject ? (subject as Manifest).metadata?.namespace : undefined;
  return { ruleId: rule.id, namespace, subject: subjectName(subject), path };
}

/** Risks that were accepted within a scope, and that cover nothing. */
export function staleRisks(scope: IConstruct, located: readonly Located[]): AcceptedRisk[] {
  const needed = new Set(located.flatMap(risksCovering));
  return risksWithin(scope).filter(({ risk }) => !needed.has(risk));
}

/** Says that a risk covers nothing. */
export function staleRisk({ construct, risk: { id, finding } }: AcceptedRisk): string {
  const covered = finding === undefined ? id : `${id} in ${JSON.stringify(finding)}`;
  return `[${construct.node.path}] nothing is found that the accepted risk ${covered} covers: remove it`;
}

/** Every risk that was accepted within a scope. */
export function risksWithin(scope: IConstruct): AcceptedRisk[] {
  return scope.node.findAll().flatMap((construct) => ownRisks(construct).map((risk) => ({ construct, risk })));
}

export function findingOf(located: Located): Finding {
  const { rule, subject, path } = located.violation;
  const risk = risksCovering(located).at(-1);
  return {
    ruleId: rule.id,
    severity: rule.severity,
    constructPath: located.construct.node.path,
    subject: subjectName(subject),
    path,
    message: messageOf(located.violation),
    fix: rule.fix,
    status: risk ? FindingStatus.ACKNOWLEDGED : FindingStatus.OPEN,
    reason: risk?.reason,
    reference: risk?.reference,
    expires: risk?.expires,
  };
}
