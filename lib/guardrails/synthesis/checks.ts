import { IConstruct } from 'constructs';
import { CheckOptions } from './check-options';
import { Enforcement, errorsOf } from './enforcement';
import { Finding } from './finding';
import { findingOf, locate, locateIn, Located } from './located';
import { rulesFor } from './rules-for';
import { isStack, synthesizedOf } from './synthesized';
import { Manifest } from '../../objects/manifest';
import { RULES } from '../rules';
import { beforeWriting } from './terraform-writing';
import { spansObjects } from '../rules/rule';

const OWN_RULES = RULES.filter((rule) => !spansObjects(rule));
const INVARIANTS = RULES.filter(({ acknowledgeable }) => !acknowledgeable);

/** Holds what was synthesized against the rules. */
export class Checks {
  /**
   * Stops the synthesis of an app, chart, stack or construct when a rule does not hold anywhere below it. What is read is
   * the final output, after every patch and override. Accepted risks that nothing needs any more are warnings of Node.
   *
   * An app of cdk8s is looked at once in each synthesis, though it validates everything again before each chart that it
   * writes: `synth` and `synthYaml` are wrapped to tell one synthesis from the next. What somebody's validation changes
   * meanwhile is looked at again in objects of this library only.
   *
   * With a cdktf app, call it when its stacks are defined, since cdktf judges an app after it wrote the stacks. What
   * nobody may accept the risk of stops a stack even if cdktf is told to skip validations.
   *
   * @param scope app, chart, stack or construct
   * @param options what stops the synthesis; of several calls for one scope all hold
   */
  public static enforceOn(scope: IConstruct, options: CheckOptions = {}): void {
    for (const each of new Set([scope, ...scope.node.findAll().filter(isStack)])) {
      const known = Enforcement.of(each);
      const enforcement = known ?? new Enforcement(each);
      enforcement.asked.push(options);
      if (known) {
        continue;
      }
      each.node.addValidation(enforcement);
      if (isStack(each)) {
        beforeWriting(each, () => errorsOf(locate(each, synthesizedOf(each), {}, INVARIANTS)));
      }
    }
  }

  /**
   * Findings of a scope, open and acknowledged, in the order of the objects.
   *
   * @param scope app, chart, stack or construct
   * @param options registries and advisories
   */
  public static evaluate(scope: IConstruct, options: CheckOptions = {}): Finding[] {
    const { registries } = options;
    return locate(scope, synthesizedOf(scope), { registries }, rulesFor(options)).map(findingOf);
  }

  /**
   * What stops the synthesis of the objects of one construct of this library, whose surroundings may be made elsewhere:
   * what rules ask of all objects together is left to `enforceOn`.
   *
   * @internal
   */
  public static _ownErrors(objects: readonly IConstruct[], manifests: readonly Manifest[]): string[] {
    const registries = registriesFor(objects);
    return errorsOf(knownOf(objects, registries) ?? locateIn(objects, manifests, { registries }, OWN_RULES));
  }
}

/** What the nearest scope around objects allows. */
function registriesFor(objects: readonly IConstruct[]): string[] | undefined {
  return enforcementsAround(objects)
    .flatMap(({ asked }) => asked)
    .map(({ registries }) => registries)
    .filter((registries) => registries !== undefined)
    .at(-1);
}

/** What a scope around objects knows of them in this synthesis already; what concerns no object alone is of the scope. */
function knownOf(objects: readonly IConstruct[], registries: string[] | undefined): Located[] | undefined {
  const [found] = enforcementsAround(objects).flatMap((enforcement) => enforcement.foundWith(registries) ?? []);
  return (
    found &&
    objects.flatMap((object) => found.get(object) ?? []).filter(({ violation }) => !spansObjects(violation.rule))
  );
}

function enforcementsAround(objects: readonly IConstruct[]): Enforcement[] {
  const scopes = objects.slice(0, 1).flatMap(({ node }) => node.scopes);
  return scopes.flatMap((scope) => Enforcement.of(scope) ?? []);
}
