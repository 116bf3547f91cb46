import { alertEnabled } from './alert-enabled';
import { clusterAudit } from './cluster-audit';
import { controlPlaneLogDays } from './control-plane-log-days';
import { controlPlaneLogs } from './control-plane-logs';
import { evidenceKept } from './evidence-kept';
import { execAlert } from './exec-alert';
import { meshAudit } from './mesh-audit';
import { meshTelemetry } from './mesh-telemetry';
import { retention } from './retention';
import { trailEvents } from './trail-events';
import { trailRegion } from './trail-region';
import { webTracking } from './web-tracking';
import { Rule } from '../rule';

export const AUDIT_RULES: readonly Rule[] = [
  clusterAudit,
  controlPlaneLogs,
  retention,
  evidenceKept,
  alertEnabled,
  execAlert,
  trailEvents,
  meshAudit,
  webTracking,
  controlPlaneLogDays,
  trailRegion,
  meshTelemetry,
];
