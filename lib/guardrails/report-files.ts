import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IConstruct } from 'constructs';
import { CheckOptions } from './checks';
import { findingOf, locate, Located, risksCovering, risksWithin, staleRisk, staleRisks } from './located';
import { ReachabilityMap } from './reachability-map';
import { buildReport } from './report/build';
import { AcknowledgedRisk, ReportData } from './report/data';
import { ReportFinding } from './report/finding';
import { fromViolation } from './report/from-violation';
import { html } from './report/html/page';
import { json } from './report/json';
import { reachable } from './report/reachable';
import { sarif } from './report/sarif';
import { Tally } from './report/tally';
import { RULES } from './rules';
import { Severity } from './severity';
import { synthesizedOf } from './synthesized';

const FORMATS = { 'report.json': json, 'report.sarif': sarif, 'report.html': html };

/** What apps write, held against every rule, as files for people and machines. */
export class Report {
  /**
   * Writes `report.json`, `report.sarif` and `report.html`: findings, controls, who reaches whom, accepted risks with their
   * last days, and what no rule proves. The shape of the first is `docs/report.schema.json`.
   *
   * @param scopes apps, charts or stacks that belong together
   * @param folder where to write
   * @param options those of `Checks.enforceOn`
   * @returns paths of the files
   */
  public static write(scopes: IConstruct[], folder: string, options: CheckOptions = {}): string[] {
    const report = reportOf(scopes, options);
    mkdirSync(folder, { recursive: true });
    return Object.entries(FORMATS).map(([name, format]) => {
      const path = join(folder, name);
      writeFileSync(path, [...format(report)].join(''));
      return path;
    });
  }

  private constructor() {}
}

function reportOf(
  scopes: readonly IConstruct[],
  { failOn = Severity.MEDIUM, registries = [] }: CheckOptions,
): ReportData {
  const tally = new Tally();
  const reachability = new ReachabilityMap();
  const outputs = scopes.map(synthesizedOf);
  const objects = outputs.flatMap((output) => output.objects);
  objects.forEach(({ manifest }) => reachability.add(manifest));
  const located = scopes.flatMap((scope) => locate(scope, { registries }, RULES, tally.observe));
  return buildReport({
    tool: { name: 'ack-secure-inference', version: versionOfPackage() },
    parameters: { failOn, registries },
    files: [],
    objects: objects.length,
    resources: outputs.flatMap(({ stacks }) => stacks.flatMap(({ resources }) => resources)).length,
    tally,
    findings: located.map(reportFinding),
    acknowledgedRisks: scopes.flatMap((scope) => acknowledged(scope, located)),
    reachability: reachable(reachability),
    problems: [],
    warnings: scopes.flatMap((scope) => staleRisks(scope, located).map(staleRisk)),
  });
}

function reportFinding(one: Located): ReportFinding {
  const { constructPath, status, reason, reference, expires } = findingOf(one);
  return { ...fromViolation(one.violation), constructPath, status, reason, reference, expires };
}

function acknowledged(scope: IConstruct, located: readonly Located[]): AcknowledgedRisk[] {
  return risksWithin(scope).map(({ construct, risk: { id, ...risk }, risk: accepted }) => ({
    ruleId: id,
    ...risk,
    constructPath: construct.node.path,
    findings: located.filter((one) => risksCovering(one).includes(accepted)).length,
  }));
}

function versionOfPackage(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  return version;
}
