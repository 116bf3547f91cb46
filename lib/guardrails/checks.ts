import { IConstruct } from 'constructs';
import { describeFinding } from './describe-finding';
import { Finding, FindingStatus } from './finding';
import { AcceptedRisk, findingOf, locate, locateIn, Located, staleRisk, staleRisks } from './located';
import { Manifest } from './pods';
import { RULES } from './rules';
import { Severity } from './severity';
import { isAtLeast } from './severity-order';
import { isStack, Output, synthesizedOf } from './synthesized';
import { beforeWriting } from './terraform-writing';

/** Options of checks. */
export interface CheckOptions {
  /**
   * Findings of this severity and above stop the synthesis; others are only reported.
   *
   * @default Severity.MEDIUM
   */
  readonly failOn?: Severity;

  /**
   * Image prefixes that are allowed, for example `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai`. They hold for
   * constructs of this library below the scope too.
   *
   * @default - any instance of Container Registry Enterprise Edition
   */
  readonly registries?: string[];
}

const OWN_RULES = RULES.filter(({ match }) => match.subject !== 'bundle');
const INVARIANTS = RULES.filter(({ acknowledgeable }) => !acknowledgeable);

/** What was asked of each scope. */
const asked = new WeakMap<IConstruct, CheckOptions[]>();

/** Stale risks that were warned of: cdk8s validates an app several times. */
const warned = new WeakSet<AcceptedRisk['risk']>();

/** Holds what was synthesized against the rules. */
export class Checks {
  /**
   * Stops the synthesis of an app, chart, stack or construct when a rule does not hold anywhere below it. What is read is
   * the final output, after every patch and override. Accepted risks that nothing needs any more are warnings of Node.
   *
   * With a cdktf app, call it when its stacks are defined, since cdktf judges an app after it wrote the stacks. What
   * nobody may accept the risk of stops a stack even if cdktf is told to skip validations.
   *
   * @param scope app, chart, stack or construct
   * @param options what stops the synthesis; of several calls for one scope all hold
   */
  public static enforceOn(scope: IConstruct, options: CheckOptions = {}): void {
    for (const each of new Set([scope, ...scope.node.findAll().filter(isStack)])) {
      const all = asked.get(each);
      if (all) {
        all.push(options);
        continue;
      }
      asked.set(each, [options]);
      each.node.addValidation({ validate: () => stopping(each) });
      if (isStack(each)) {
        beforeWriting(each, () => errors(locate(each, synthesizedOf(each), {}, INVARIANTS)));
      }
    }
  }

  /**
   * Findings of a scope, open and acknowledged, in the order of the objects.
   *
   * @param scope app, chart, stack or construct
   * @param options registries
   */
  public static evaluate(scope: IConstruct, options: CheckOptions = {}): Finding[] {
    return located(scope, synthesizedOf(scope), options).map(findingOf);
  }

  /**
   * What stops the synthesis of the objects of one construct of this library, whose surroundings may be made elsewhere:
   * what rules ask of all objects together is left to `enforceOn`.
   *
   * @internal
   */
  public static _ownErrors(objects: readonly IConstruct[], manifests: readonly Manifest[]): string[] {
    return errors(locateIn(objects, manifests, { registries: registriesFor(objects) }, OWN_RULES));
  }
}

/** What the nearest scope around objects allows. */
function registriesFor(objects: readonly IConstruct[]): string[] | undefined {
  const scopes = objects.slice(0, 1).flatMap(({ node }) => node.scopes);
  return scopes
    .flatMap((scope) => asked.get(scope) ?? [])
    .map(({ registries }) => registries)
    .filter((registries) => registries !== undefined)
    .at(-1);
}

function located(scope: IConstruct, output: Output, { registries }: CheckOptions): Located[] {
  return locate(scope, output, { registries }, RULES);
}

function stopping(scope: IConstruct): string[] {
  const distinct = new Map(asked.get(scope)!.map((options) => [JSON.stringify(options), options]));
  const output = synthesizedOf(scope);
  const runs = [...distinct.values()].map((options) => ({
    found: located(scope, output, options),
    failOn: options.failOn,
  }));
  const stale = staleRisks(
    scope,
    runs.flatMap(({ found }) => found),
  );
  stale.forEach(warnOf);
  return [...new Set(runs.flatMap(({ found, failOn }) => errors(found, failOn)))];
}

function warnOf(stale: AcceptedRisk): void {
  if (warned.has(stale.risk)) {
    return;
  }
  warned.add(stale.risk);
  process.emitWarning(staleRisk(stale), { type: 'StaleRisk' });
}

function errors(found: readonly Located[], failOn = Severity.MEDIUM): string[] {
  return found
    .map(findingOf)
    .filter(({ status, severity }) => status === FindingStatus.OPEN && isAtLeast(severity, failOn))
    .map(describeFinding);
}
