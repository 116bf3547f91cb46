import { Alert } from './alert';
import { braces, engineUp, MonitoringFacts, scraped } from './facts';
import { Severity } from '../../guardrails/rules/severity';

/** Seconds that a certificate of a workload must still be good for. Agents renew one of a day after half of it. */
const CERTIFICATE_SECONDS = 2 * 60 * 60;

/** Days before the end of an acceptance in which somebody should renew the exception. */
const NOTICE_DAYS = 14;

const DAY_SECONDS = 24 * 60 * 60;

/** Alerts for a service that is about to fail, or that nobody watches. */
export function healthAlerts(facts: MonitoringFacts): Alert[] {
  const { namespace, service, podNames, container, queueMetric, queueLimit } = facts;
  const restarts = braces(`namespace="${namespace}"`, `pod=~"${podNames}"`, `container="${container}"`);
  return [
    ...(queueLimit
      ? [
          {
            name: 'InferenceQueueSaturated',
            severity: Severity.MEDIUM,
            expr: `max by (pod) (${queueMetric}${scraped(facts)}) > ${Math.ceil(queueLimit * 0.8)}`,
            holdsFor: '10m',
            summary: 'The queue of a replica is nearly full',
            description:
              `More than 80 % of the ${queueLimit} requests that may wait do. Add replicas, or look for a caller that asks ` +
              'for more than its share.',
          },
        ]
      : []),
    {
      name: 'InferenceEngineRestarts',
      severity: Severity.HIGH,
      expr: `max by (pod) (increase(kube_pod_container_status_restarts_total${restarts}[1h])) > 2`,
      summary: 'The engine of a replica restarted more than twice in an hour',
      description:
        'Requests that crash the engine are an attack on availability, and a try at more. Read the log of the container ' +
        'that ended, and which caller asked last.',
    },
    {
      name: 'InferenceNotScraped',
      severity: Severity.HIGH,
      expr: `absent(${engineUp(facts)})`,
      holdsFor: `${Math.ceil(facts.startSeconds / 60) + 10}m`,
      summary: `Nobody sees the metrics of ${namespace}/${service}`,
      description:
        'No replica is scraped, so that no other alert can fire: the PodMonitor, the certificate of the scraper or its ' +
        'permission is gone. A service that is scaled to nothing reports this too.',
    },
    ...(facts.hasMeshAgent
      ? [
          {
            name: 'InferenceCertificateExpiring',
            severity: Severity.HIGH,
            expr: `min by (pod) (istio_agent_cert_expiry_seconds${scraped(facts)}) < ${CERTIFICATE_SECONDS}`,
            holdsFor: '15m',
            summary: 'The certificate of a replica ends within two hours and was not renewed',
            description:
              'Its agent does not reach the control plane of the mesh. Callers will be refused when it ends. A certificate ' +
              'of a day is renewed when half of it has passed.',
          },
        ]
      : []),
  ];
}

/** A risk that somebody accepted until a day. */
export interface AcceptedUntil {
  readonly ruleId: string;
  readonly constructPath: string;
  /** Last day, `YYYY-MM-DD` (UTC). */
  readonly day: string;
}

/** Alerts for acceptances that end. The day is known when the rules are written, so that no metric is needed. */
export function acceptanceAlerts(accepted: readonly AcceptedUntil[]): Alert[] {
  return accepted.map(({ ruleId, constructPath, day }) => ({
    name: 'InferenceRiskAcceptanceExpiring',
    severity: Severity.LOW,
    expr: `vector(time()) > ${Date.parse(day) / 1000 - (NOTICE_DAYS - 1) * DAY_SECONDS}`,
    summary: `The acceptance of ${ruleId} for ${constructPath} ends on ${day}`,
    description: `Decide again, or mend what the rule names: from the day after, synthesis fails. Noticed ${NOTICE_DAYS} days ahead.`,
  }));
}
