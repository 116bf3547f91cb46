import { dirname } from 'node:path';
import { positionIn, positionInResource, steps } from './location';
import { Input, inputsOf } from './read';
import { CheckRequest } from './request';
import { settle } from './settle';
import { Source } from './sources';
import { modelsOf } from '../effective/models';
import { evaluateManifests, evaluateStack } from '../guardrails/evaluation/evaluate';
import { relationsOf } from '../guardrails/evaluation/relations';
import { subjectName } from '../guardrails/evaluation/subject-name';
import { Violation } from '../guardrails/evaluation/violation';
import { ReachabilityMap } from '../guardrails/reachability/reachability-map';
import { buildReport } from '../guardrails/report/build';
import { InputProblem, ReportData, UnjudgedRule, UnknownInput } from '../guardrails/report/data';
import { FindingLocation, ReportFinding } from '../guardrails/report/finding';
import { fromUnknown } from '../guardrails/report/from-unknown';
import { fromUnjudged, fromViolation } from '../guardrails/report/from-violation';
import { reachable } from '../guardrails/report/reachable';
import { Tally } from '../guardrails/report/tally';
import { Rule, spansObjects } from '../guardrails/rules/rule';
import { rulesWith } from '../guardrails/rules/with-advisories';
import { Manifest } from '../objects/manifest';
import { notUnderstoodIn } from '../objects/places/not-understood';
import { NAME, VERSION } from '../private/version';
import { TerraformResource, isManaged } from '../terraform/resource';

/**
 * Checks sources one document at a time. What is kept of an object is its findings and what rules over all objects read
 * of it; Terraform resources are kept until their stack is complete.
 */
/** Where a resource is written that a rule is about, as far as the rule says. */
type LocationFor = (rule: Rule) => FindingLocation;

export class Check {
  private readonly found: ReportFinding[] = [];
  private readonly unknown: UnknownInput[] = [];
  private readonly unjudged: UnjudgedRule[] = [];
  private readonly problems: InputProblem[] = [];
  private readonly related = new Map<Manifest, FindingLocation>();
  private readonly stacks = new Map<string, Map<TerraformResource, LocationFor>>();
  private readonly tally = new Tally();
  /** Blocks of Terraform, of which providers, backends and data sources are not counted as resources. */
  private blocks = 0;
  private readonly rules: { readonly [scope in 'all' | 'ofObjects' | 'ofBundles']: readonly Rule[] };
  private readonly counts = { objects: 0, resources: 0 };

  public constructor(
    private readonly request: CheckRequest,
    private readonly onProgress: (objects: number) => void,
  ) {
    const all = rulesWith(request.advisories);
    this.rules = { all, ofObjects: all.filter((rule) => !spansObjects(rule)), ofBundles: all.filter(spansObjects) };
  }

  public async run(sources: readonly Source[]): Promise<ReportData> {
    const told = {
      onProblem: (problem: InputProblem) => this.problems.push(problem),
      onUnknown: (unknown: UnknownInput) => this.unknown.push(unknown),
    };
    for await (const input of inputsOf(sources, told)) {
      if (input.kind === 'object') {
        this.checkOrRefuse(input);
      } else {
        this.keepStack(input);
      }
    }
    this.checkTogether();
    if (this.counts.objects + this.blocks + this.problems.length === 0) {
      const message = 'no Kubernetes objects or Terraform resources found';
      this.problems.push({ file: sources[0]?.name ?? '', line: 1, column: 1, message });
    }
    return this.report(sources);
  }

  /** An object that breaks the check is an error with a place; what else there is to check is checked. */
  private checkOrRefuse(input: Extract<Input, { kind: 'object' }>): void {
    try {
      this.checkObject(input);
    } catch (error) {
      const message = `${subjectName(input.object)} cannot be checked: ${(error as Error).message}`;
      this.problems.push({ file: input.file, ...input.document.start, message });
    }
  }

  private checkObject({ file, document, object, path }: Extract<Input, { kind: 'object' }>): void {
    this.counts.objects += 1;
    this.onProgress(this.counts.objects);
    for (const violation of evaluateManifests([object], this.parameters, this.rules.ofObjects, this.tally.observe)) {
      this.add(violation, { file, ...positionIn(document, path, violation) });
    }
    for (const unknown of notUnderstoodIn(object)) {
      const position = document.positionOf([...path, ...steps(unknown.path)]);
      this.unknown.push(fromUnknown(object, unknown, { file, ...position }));
    }
    const relations = relationsOf(object);
    if (relations) {
      this.related.set(relations, { file, ...document.start });
    }
  }

  /** The files of a folder are one stack, as Terraform reads them; a plan is one of its own. */
  private keepStack({ kind, file, document, resources }: Exclude<Input, { kind: 'object' }>): void {
    this.counts.resources += resources.filter(isManaged).length;
    this.blocks += resources.length;
    const key = kind === 'plan' ? `${file}:${document.start.line}` : dirname(file);
    const stack = this.stacks.get(key) ?? new Map<TerraformResource, LocationFor>();
    for (const resource of resources) {
      stack.set(resource, (rule) => ({ file, ...positionInResource(document, resource, rule) }));
    }
    this.stacks.set(key, stack);
  }

  private checkTogether(): void {
    for (const violation of evaluateManifests(
      [...this.related.keys()],
      this.parameters,
      this.rules.ofBundles,
      this.tally.observe,
    )) {
      this.add(violation, this.related.get(violation.subject as Manifest));
    }
    for (const stack of [...this.stacks.values()].filter(({ size }) => size > 0)) {
      const locationOf = ({ rule, subject }: Pick<Violation, 'rule' | 'subject'>) => {
        const locate = stack.get(subject as TerraformResource);
        return locate ? locate(rule) : { ...[...stack.values()][0](rule), line: 1, column: 1 };
      };
      const violations = evaluateStack(
        [...stack.keys()],
        this.parameters,
        this.rules.all,
        this.tally.observe,
        (unjudged) => this.unjudged.push(fromUnjudged(unjudged, locationOf(unjudged))),
      );
      violations.forEach((violation) => this.add(violation, locationOf(violation)));
    }
  }

  private get parameters(): Readonly<Record<string, unknown>> {
    return { registries: this.request.registries };
  }

  private add(violation: Violation, location: FindingLocation | undefined): void {
    this.found.push(fromViolation(violation, location));
  }

  private report(sources: readonly Source[]): ReportData {
    const { failOn, onUnknown, registries, earlier, evidence } = this.request;
    const settled = settle(inOrder(this.found, sources), this.unknown, this.request);
    return buildReport({
      ...this.counts,
      tool: { name: NAME, version: VERSION },
      parameters: { failOn, onUnknown, registries },
      files: sources.filter(({ skipped }) => !skipped).map(({ name }) => name),
      tally: this.tally,
      ...settled,
      unjudged: this.unjudged,
      reachability: reachable(new ReachabilityMap(modelsOf([...this.related.keys()])), earlier),
      evidence,
      problems: this.problems,
    });
  }
}

/** By place, so that a run and the next differ in what differs only; what has no place comes last. */
function inOrder(findings: ReportFinding[], sources: readonly Source[]): ReportFinding[] {
  const order = new Map(sources.map(({ name }, index) => [name, index]));
  const rank = ({ location }: ReportFinding) => (location ? order.get(location.file)! : sources.length);
  return findings.sort(
    (one, other) =>
      rank(one) - rank(other) ||
      (one.location?.line ?? 0) - (other.location?.line ?? 0) ||
      (one.location?.column ?? 0) - (other.location?.column ?? 0),
  );
}
