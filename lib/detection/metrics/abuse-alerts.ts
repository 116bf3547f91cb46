import { Alert, Recording } from './alert';
import { engineUp, gpuBusy, MonitoringFacts, requests, scraped, tokenRate } from './facts';
import { Severity } from '../../guardrails/rules/severity';

/** Share of its time above which a GPU is busy. */
const BUSY = 0.6;

const PRINCIPAL_TOKENS = 'inference:principal_tokens:rate5m';

/** Alerts for GPUs that compute something else than requests. */
export function minerAlerts(facts: MonitoringFacts): Alert[] {
  const { workMetrics: work } = facts;
  const startMinutes = Math.ceil(facts.startSeconds / 60);
  return [
    ...(work
      ? [
          {
            name: 'InferenceGpuBusyWithoutRequests',
            severity: Severity.CRITICAL,
            expr: [
              `${gpuBusy(facts)} > ${BUSY}`,
              `max by (pod) (${work.runningRequests}${scraped(facts)}) == 0`,
              `${tokenRate(facts, work, ' by (pod)')} == 0`,
            ].join('\nand on (pod) '),
            holdsFor: '10m',
            summary: 'GPUs of a replica compute while the engine has nothing to compute',
            description:
              'Somebody else uses the GPU, for example to mine. An engine without requests leaves its GPU idle; kernels are ' +
              'compiled and graphs captured before it serves. Isolate the pod with a NetworkPolicy and look at its processes.',
          },
        ]
      : []),
    {
      name: 'InferenceGpuBusyWithoutEngine',
      severity: Severity.CRITICAL,
      expr: `${gpuBusy(facts)} > ${BUSY}\nunless on (pod) ${engineUp(facts)}`,
      holdsFor: `${startMinutes + 10}m`,
      summary: 'GPUs of a replica compute while its engine does not answer',
      description:
        `The engine was replaced or hangs. A replica that starts uses its GPU without answering, for ${startMinutes} minutes ` +
        'at most: then its startup probe restarts it.',
    },
  ];
}

/** Alerts for requests that are refused, and for callers that ask for much more than usual. */
export function callerAlerts(facts: MonitoringFacts): Alert[] {
  if (!facts.meshReporter) {
    return [];
  }
  const increase = (codes: string, by: string) =>
    `sum by (${by}) (increase(istio_requests_total${requests(facts, `response_code=~"${codes}"`)}[10m]))`;
  const rate = (...more: string[]) =>
    `sum by (source_principal) (rate(istio_requests_total${requests(facts, ...more)}[5m]))`;
  return [
    {
      name: 'InferenceCallersDenied',
      severity: Severity.HIGH,
      expr: `${increase('401|403', 'source_principal, response_code')} > 20`,
      summary: 'A caller was refused with 401 or 403 more than 20 times in 10 minutes',
      description:
        'A workload asks for what it may not have: it probes routes, or its token is wrong. Declared callers are refused ' +
        'only when they were changed; probes of the kubelet do not count, since the agent answers them.',
    },
    {
      name: 'InferenceOversizedRequests',
      severity: Severity.MEDIUM,
      expr: `${increase('413', 'source_principal')} > 20`,
      summary: 'A caller sent more than 20 requests over the size limit in 10 minutes',
      description:
        'Large requests are a way to exhaust memory. Callers that keep to the limit never get 413; raise bodyMebibytes ' +
        'of the abuse budget if the requests are wanted.',
    },
    {
      name: 'InferenceCallersThrottled',
      severity: Severity.MEDIUM,
      expr: `${rate('response_code="429"')} / ${rate()} > 0.05`,
      holdsFor: '10m',
      summary: 'More than 5 % of the requests of a caller are refused with 429',
      description:
        'A caller asks for more than the abuse budget gives, all callers of a replica together. A short burst passes ' +
        'within the 10 minutes.',
    },
    ...(facts.workMetrics
      ? [
          {
            name: 'InferenceTokenBurst',
            severity: Severity.HIGH,
            expr: [
              `${PRINCIPAL_TOKENS}${scopeOf(facts)} > 5 * avg_over_time(${PRINCIPAL_TOKENS}${scopeOf(facts)}[1d])`,
              `${PRINCIPAL_TOKENS}${scopeOf(facts)} > ${facts.burstTokensPerSecond}`,
            ].join('\nand '),
            holdsFor: '10m',
            summary: 'A caller uses five times the tokens of its last day',
            description:
              'A caller was taken over, or extracts what the model knows. Tokens are shared out among callers by the bytes ' +
              'of their answers, an estimate. A caller that is new has no day to compare with and is not reported.',
          },
        ]
      : []),
  ];
}

/** Tokens by caller. Engines count tokens, the mesh knows callers and the bytes that they got. */
export function callerRecordings(facts: MonitoringFacts): Recording[] {
  if (!facts.workMetrics || !facts.meshReporter) {
    return [];
  }
  const bytes = `rate(istio_response_bytes_sum${requests(facts)}[5m])`;
  return [
    {
      name: PRINCIPAL_TOKENS,
      expr: [
        `sum by (source_principal) (${bytes})`,
        `/ on () group_left () (sum (${bytes}) > 0)`,
        `* on () group_left () ${tokenRate(facts, facts.workMetrics, '')}`,
      ].join('\n'),
      labels: { namespace: facts.namespace, service: facts.service },
    },
  ];
}

function scopeOf({ namespace, service }: MonitoringFacts): string {
  return `{namespace="${namespace}", service="${service}"}`;
}
