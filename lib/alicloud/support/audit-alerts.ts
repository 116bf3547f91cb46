import { jsonDocument } from './json-document';
import { AuditSignal, slsQuery } from '../../detection/audit';
import { Severity } from '../../guardrails/rules/severity';
import { SlsAlertConfiguration, SlsAlertSchedule } from '../provider/sls-alert';

/** Where the audit log is. */
export interface AuditSource {
  readonly region: string;
  readonly project: string;
  readonly store: string;
}

/** Severities of Simple Log Service. */
const SEVERITIES: Record<Severity, number> = {
  [Severity.LOW]: 4,
  [Severity.MEDIUM]: 6,
  [Severity.HIGH]: 8,
  [Severity.CRITICAL]: 10,
};

/**
 * Each look covers the time since the last one and a minute before it: logs need some time until they can be found, and one
 * that comes late would otherwise fall between two looks.
 */
export const ALERT_SCHEDULE: SlsAlertSchedule = { type: 'FixedRate', interval: '5m', delay: 30, timeZone: '+0000' };

/** The alert of a signal: one event is enough. */
export function alertConfiguration(
  signal: AuditSignal,
  source: AuditSource,
  actionPolicyId: string,
): SlsAlertConfiguration {
  return {
    type: 'default',
    version: '2.0',
    dashboard: 'internal-alert-analysis',
    queryList: [
      {
        ...{ storeType: 'log', region: source.region, project: source.project, store: source.store },
        ...{ query: slsQuery(signal), timeSpanType: 'Relative', start: '-6m', end: 'now', powerSqlMode: 'auto' },
      },
    ],
    severityConfigurations: [
      { severity: SEVERITIES[signal.severity], evalCondition: { condition: '', countCondition: '__count__ > 0' } },
    ],
    groupConfiguration: { type: 'no_group' },
    threshold: 1,
    noDataFire: false,
    sendResolved: false,
    autoAnnotation: true,
    annotations: [
      { key: 'title', value: signal.title },
      { key: 'desc', value: `${signal.detects}. Quiet otherwise: ${signal.quiet}` },
    ],
    labels: [{ key: 'signal', value: signal.id }],
    policyConfiguration: { alertPolicyId: 'sls.builtin.dynamic', actionPolicyId, repeatInterval: '1h' },
    sinkAlerthub: { enabled: true },
  };
}

/** Charts of a dashboard: what each signal found in the last day, two beside each other. */
export function dashboardCharts(signals: readonly AuditSignal[], store: string): string {
  return jsonDocument(
    signals.map((signal, index) => ({
      title: signal.id,
      type: 'table',
      search: { logstore: store, topic: '', query: slsQuery(signal), start: '-86400s', end: 'now' },
      display: {
        ...{ xAxis: [], yAxis: [], displayName: signal.title },
        ...{ xPos: (index % 2) * 5, yPos: Math.floor(index / 2) * 6, width: 5, height: 6 },
      },
    })),
  );
}
