import { IConstruct } from 'constructs';
import { buildReport } from './build';
import { AcknowledgedRisk, ReportData, UnjudgedRule } from './data';
import { ReportFinding } from './finding';
import { fromUnknown } from './from-unknown';
import { fromUnjudged, fromViolation } from './from-violation';
import { EarlierReport, reachable } from './reachable';
import { EvidenceStatement } from './statement';
import { Tally } from './tally';
import { modelsOf } from '../../effective/models';
import { notUnderstoodIn } from '../../objects/places/not-understood';
import { isManaged } from '../../terraform/resource';
import { Unjudged } from '../evaluation/violation';
import { ReachabilityMap } from '../reachability/reachability-map';
import { Severity } from '../rules/severity';
import type { AcknowledgeOptions } from '../suppressions/acknowledge-options';
import type { CheckOptions } from '../synthesis/check-options';
import { locate, Located, risksCovering, risksWithin, staleRisk, staleRisks } from '../synthesis/located';
import { rulesFor } from '../synthesis/rules-for';
import { synthesizedOf } from '../synthesis/synthesized';
import { UnknownAction } from '../synthesis/unknown-action';

const NAME = 'ack-secure-inference';

/** What is known of a synthesis beside its constructs. */
export interface Surroundings {
  readonly files: readonly string[];
  readonly earlier?: EarlierReport;
  readonly evidence?: EvidenceStatement;
}

/** The report of apps, charts or stacks, with the risks that their constructs accept. */
export function reportOfScopes(
  scopes: readonly IConstruct[],
  options: CheckOptions,
  { files, earlier, evidence }: Surroundings,
): ReportData {
  const { failOn = Severity.MEDIUM, registries, onUnknown = UnknownAction.FAIL } = options;
  const rules = rulesFor(options);
  const tally = new Tally();
  const outputs = scopes.map(synthesizedOf);
  const objects = outputs.flatMap((output) => output.objects);
  const map = new ReachabilityMap(modelsOf(objects.map(({ manifest }) => manifest)));
  const unjudged: UnjudgedRule[] = [];
  const observers = { observe: tally.observe, onUnjudged: (rule: Unjudged) => unjudged.push(fromUnjudged(rule)) };
  const found = scopes.flatMap((scope, index) => locate(scope, outputs[index], { registries }, rules, observers));
  return buildReport({
    tool: { name: NAME, version: version() },
    parameters: { failOn, onUnknown, registries: registries ?? [] },
    files,
    objects: objects.length,
    resources: outputs.flatMap(({ stacks }) => stacks.flatMap(({ resources }) => resources)).filter(isManaged).length,
    tally,
    findings: found.map(toFinding),
    unknown: objects.flatMap(({ manifest, construct }) =>
      notUnderstoodIn(manifest).map((each) => ({ ...fromUnknown(manifest, each), constructPath: construct.node.path })),
    ),
    unjudged,
    acknowledgedRisks: acceptedIn(scopes, found),
    reachability: reachable(map, earlier),
    evidence,
    problems: [],
    warnings: scopes.flatMap((scope) => staleRisks(scope, found).map(staleRisk)),
  });
}

function toFinding(located: Located): ReportFinding {
  const finding = { ...fromViolation(located.violation), constructPath: located.construct.node.path };
  const risk = risksCovering(located).at(-1);
  if (!risk) {
    return finding;
  }
  const { reason, reference, expires } = risk;
  return { ...finding, status: 'acknowledged', reason, reference, expires };
}

/** Each risk once, at the construct that accepts it first: constructs hand theirs to what they add elsewhere. */
function acceptedIn(scopes: readonly IConstruct[], found: readonly Located[]): AcknowledgedRisk[] {
  const covering = found.flatMap(risksCovering);
  const accepted = new Map<AcknowledgeOptions, string>();
  for (const { risk, construct } of scopes.flatMap(risksWithin)) {
    accepted.set(risk, accepted.get(risk) ?? construct.node.path);
  }
  return [...accepted].map(([risk, constructPath]) => {
    const { id: ruleId, ...decision } = risk;
    return { ruleId, ...decision, constructPath, findings: covering.filter((each) => each === risk).length };
  });
}

function version(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- beside the compiled files and beside their sources
  return (require('../../../package.json') as { version: string }).version;
}
