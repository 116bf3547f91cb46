import { callerAlerts, callerRecordings, minerAlerts } from './abuse-alerts';
import { Alert, Recording, ruleOf } from './alert';
import { MonitoringFacts } from './facts';
import { acceptanceAlerts, AcceptedUntil, healthAlerts } from './health-alerts';

/** Groups of a PrometheusRule for one service. */
export function ruleGroups(facts: MonitoringFacts, accepted: readonly AcceptedUntil[] = []): object[] {
  const labels = { namespace: facts.namespace, service: facts.service };
  const group = (name: string, rules: (Alert | Recording)[]) => ({
    name: `${facts.namespace}-${facts.service}-${name}`,
    rules: rules.map((rule) => ruleOf(rule, labels)),
  });
  return [
    group('abuse', [...callerRecordings(facts), ...minerAlerts(facts), ...callerAlerts(facts)]),
    group('health', [...healthAlerts(facts), ...acceptanceAlerts(accepted)]),
  ];
}
