export { dashboard } from './dashboard';
export type { GpuMetricLabels, MonitoringFacts } from './facts';
export type { AcceptedUntil } from './health-alerts';
export { podMonitorSpec } from './pod-monitor';
export { ruleGroups } from './rules';
