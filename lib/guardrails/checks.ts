import { IConstruct } from 'constructs';
import { acknowledgedRisks } from './acknowledged';
import { describeFinding } from './describe-finding';
import { evaluateManifests, evaluateStack, Parameters, TerraformResource, Violation } from './evaluate';
import { Finding, FindingStatus } from './finding';
import { Manifest } from './pods';
import { Rule } from './rule';
import { RULES } from './rules';
import { Severity } from './severity';
import { isAtLeast } from './severity-order';
import { subjectName } from './subject-name';
import { synthesizedOf } from './synthesized';
import { constructPathOf } from './terraform';

/** Options of checks. */
export interface CheckOptions {
  /**
   * Findings of this severity and above stop the synthesis; others are only reported.
   *
   * @default Severity.MEDIUM
   */
  readonly failOn?: Severity;

  /**
   * Image prefixes that are allowed, for example `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai`.
   *
   * @default - any instance of Container Registry Enterprise Edition
   */
  readonly registries?: string[];
}

const OWN_RULES = RULES.filter(({ match }) => match.subject !== 'bundle');

/** Holds what was synthesized against the rules. */
export class Checks {
  /**
   * Stops the synthesis of an app, chart, stack or construct when a rule does not hold anywhere below it. What is read is
   * the final output, after every patch and override.
   *
   * @param scope app, chart, stack or construct
   * @param options what stops the synthesis
   */
  public static enforceOn(scope: IConstruct, options: CheckOptions = {}): void {
    scope.node.addValidation({ validate: () => errors(Checks.evaluate(scope, options), options.failOn) });
  }

  /**
   * Findings of a scope, open and acknowledged, in the order of the objects.
   *
   * @param scope app, chart, stack or construct
   * @param options registries
   */
  public static evaluate(scope: IConstruct, options: CheckOptions = {}): Finding[] {
    return findings(scope, options, RULES);
  }

  /**
   * What stops the synthesis of the objects of one construct of this library, whose surroundings may be made elsewhere:
   * what rules ask of all objects together is left to `enforceOn`.
   *
   * @internal
   */
  public static _ownErrors(objects: readonly IConstruct[], manifests: readonly Manifest[]): string[] {
    return errors(findingsOf(objects, manifests, {}, OWN_RULES));
  }
}

function errors(found: readonly Finding[], failOn = Severity.MEDIUM): string[] {
  return found
    .filter((finding) => finding.status === FindingStatus.OPEN)
    .filter((finding) => isAtLeast(finding.severity, failOn))
    .map(describeFinding);
}

function findings(scope: IConstruct, { registries }: CheckOptions, rules: readonly Rule[]): Finding[] {
  const parameters = { registries };
  const { objects, stacks } = synthesizedOf(scope);
  const constructs = scope.node.findAll();
  return [
    ...findingsOf(
      objects.map(({ construct }) => construct),
      objects.map(({ manifest }) => manifest),
      parameters,
      rules,
      scope,
    ),
    ...stacks.flatMap(({ construct, resources }) =>
      evaluateStack(resources, parameters, rules).map((violation) =>
        toFinding(violation, madeBy(violation, constructs) ?? construct),
      ),
    ),
  ];
}

/** Findings of objects, and of a scope for what concerns no object alone. */
function findingsOf(
  objects: readonly IConstruct[],
  manifests: readonly Manifest[],
  parameters: Parameters,
  rules: readonly Rule[],
  scope = objects[0],
): Finding[] {
  const constructOf = new Map<unknown, IConstruct>(manifests.map((manifest, index) => [manifest, objects[index]]));
  return evaluateManifests(manifests, parameters, rules).map((violation) =>
    toFinding(violation, constructOf.get(violation.subject) ?? scope),
  );
}

function madeBy({ subject }: Violation, constructs: readonly IConstruct[]): IConstruct | undefined {
  const path = subject && 'arguments' in subject ? constructPathOf(subject as TerraformResource) : undefined;
  return constructs.find((construct) => construct.node.path === path);
}

function toFinding(violation: Violation, construct: IConstruct): Finding {
  const { rule, path, error } = violation;
  const subject = subjectName(violation.subject);
  const risk = acknowledgedRisks(construct).find(
    ({ id, finding }) => id === rule.id && (finding === undefined || `${subject} ${path}`.includes(finding)),
  );
  return {
    ruleId: rule.id,
    severity: rule.severity,
    constructPath: construct.node.path,
    subject,
    path,
    message: error === undefined ? rule.message : `${rule.message} (cannot be evaluated: ${error})`,
    fix: rule.fix,
    status: risk ? FindingStatus.ACKNOWLEDGED : FindingStatus.OPEN,
    reason: risk?.reason,
  };
}
