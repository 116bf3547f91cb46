import { IConstruct } from 'constructs';
import type { CheckOptions } from './check-options';
import { describeFinding } from './describe-finding';
import { duplicateErrors } from './duplicates';
import { FindingStatus } from './finding';
import { AcceptedRisk, findingOf, locate, Located, staleRisk, staleRisks } from './located';
import { notJudged } from './not-judged';
import { rulesFor } from './rules-for';
import { synthesizedOf } from './synthesized';
import { UnknownAction } from './unknown-action';
import { waysInCode } from './ways-in-code';
import { CheckedManifests } from '../../app/checked-manifests';
import { Severity } from '../rules/severity';
import { isAtLeast } from '../rules/severity-order';

type Registries = CheckOptions['registries'];

/** What was found in one synthesis, by the registries that were allowed, and by the construct that made it. */
interface Verdict {
  readonly synthesis?: object;
  readonly errors: string[];
  readonly found: ReadonlyMap<Registries, ReadonlyMap<IConstruct, readonly Located[]>>;
}

const enforcements = new WeakMap<IConstruct, Enforcement>();

/** Stale risks that were warned of: cdk8s validates an app several times. */
const warned = new WeakSet<AcceptedRisk['risk']>();
const warnedOfUnknown = new Set<string>();

/** Stops the synthesis of a scope by what is found in it, which is looked for once in each synthesis of an app. */
export class Enforcement {
  public static of(scope: IConstruct): Enforcement | undefined {
    return enforcements.get(scope);
  }

  public readonly asked: CheckOptions[] = [];
  private latest?: Verdict;

  public constructor(private readonly scope: IConstruct) {
    enforcements.set(scope, this);
    CheckedManifests.watch(scope.node.root);
  }

  public validate(): string[] {
    return (this.known() ?? this.look()).errors;
  }

  /** What is known in this synthesis, by construct; undefined if nobody looked with these registries. */
  public foundWith(registries: Registries): ReadonlyMap<IConstruct, readonly Located[]> | undefined {
    return this.known()?.found.get(registries);
  }

  private known(): Verdict | undefined {
    const synthesis = this.synthesis();
    return synthesis !== undefined && this.latest?.synthesis === synthesis ? this.latest : undefined;
  }

  private synthesis(): object | undefined {
    return CheckedManifests.of(this.scope.node.root)?.synthesis;
  }

  private look(): Verdict {
    const output = synthesizedOf(this.scope);
    const rules = rulesFor(...this.asked);
    const found = new Map<Registries, Located[]>();
    for (const { registries } of this.asked) {
      found.set(registries, found.get(registries) ?? locate(this.scope, output, { registries }, rules));
    }
    staleRisks(this.scope, [...found.values()].flat()).forEach(warnOf);
    const unknown = notJudged(output);
    if (this.asked.every(({ onUnknown }) => onUnknown === UnknownAction.WARN)) {
      unknown.forEach(warnOfUnknown);
    }
    const stopping = this.asked.flatMap(({ registries, failOn, onUnknown }) => [
      ...errorsOf(found.get(registries)!, failOn),
      ...(onUnknown === UnknownAction.WARN ? [] : unknown),
    ]);
    this.latest = {
      synthesis: this.synthesis(),
      errors: [...new Set([...stopping, ...duplicateErrors(output)])],
      found: new Map([...found].map(([registries, located]) => [registries, byConstruct(located)])),
    };
    return this.latest;
  }
}

/** Open findings of a severity and above, for a reader. */
export function errorsOf(found: readonly Located[], failOn = Severity.MEDIUM): string[] {
  return found
    .filter(({ violation }) => isAtLeast(violation.rule.severity, failOn))
    .map((located) => ({ finding: findingOf(located), ways: waysInCode(located) }))
    .filter(({ finding: { status } }) => status === FindingStatus.OPEN)
    .map(({ finding, ways }) => describeFinding(finding, ways));
}

function byConstruct(found: readonly Located[]): Map<IConstruct, Located[]> {
  const map = new Map<IConstruct, Located[]>();
  for (const located of found) {
    const of = map.get(located.construct) ?? [];
    of.push(located);
    map.set(located.construct, of);
  }
  return map;
}

function warnOfUnknown(text: string): void {
  if (!warnedOfUnknown.has(text)) {
    warnedOfUnknown.add(text);
    process.emitWarning(text, { type: 'NotJudged' });
  }
}

function warnOf(stale: AcceptedRisk): void {
  if (!warned.has(stale.risk)) {
    warned.add(stale.risk);
    process.emitWarning(staleRisk(stale), { type: 'StaleRisk' });
  }
}
