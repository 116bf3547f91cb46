import { modelsOf } from '../../../lib/effective/models';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { ReachabilityMap } from '../../../lib/guardrails/reachability/reachability-map';
import { buildReport, RunResult } from '../../../lib/guardrails/report/build';
import { ReportData } from '../../../lib/guardrails/report/data';
import { fromViolation } from '../../../lib/guardrails/report/from-violation';
import { EarlierReport, reachable } from '../../../lib/guardrails/report/reachable';
import { Tally } from '../../../lib/guardrails/report/tally';
import { RULES } from '../../../lib/guardrails/rules';
import { Severity } from '../../../lib/guardrails/rules/severity';
import { Manifest } from '../../../lib/objects/manifest';

/** The report of some objects, each in a file of its own, with what is given instead. */
export function reportOf(
  objects: readonly Manifest[],
  { earlier, ...instead }: Partial<RunResult> & { earlier?: EarlierReport } = {},
): ReportData {
  const tally = new Tally();
  const map = new ReachabilityMap(modelsOf(objects));
  const findings = evaluateManifests(objects, {}, RULES, tally.observe).map((violation) => fromViolation(violation));
  return buildReport({
    tool: { name: 'ack-secure-inference', version: '1.2.3' },
    parameters: { failOn: Severity.MEDIUM, onUnknown: 'fail', registries: [] },
    files: objects.map((_, index) => `in/${index}.yaml`),
    objects: objects.length,
    resources: 0,
    tally,
    findings,
    unknown: [],
    unjudged: [],
    acknowledgedRisks: [],
    reachability: reachable(map, earlier),
    problems: [],
    warnings: [],
    ...instead,
  });
}

export function pod(name: string, fields: object = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'team' },
    spec: { containers: [{ name: 'main', image: 'nginx:1', securityContext: { privileged: true } }], ...fields },
  };
}

export const CONFIG_MAP: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'clean' }, data: {} };
