import { defaultPriority } from './default-priority';
import { disruptionBudget } from './disruption-budget';
import { endpointPickerFailOpen } from './endpoint-picker-fail-open';
import { ephemeralStorage } from './ephemeral-storage';
import { exemptRequests } from './exempt-requests';
import { fsGroupChange } from './fs-group-change';
import { limits } from './limits';
import { readinessProbe } from './readiness-probe';
import { startupProbe } from './startup-probe';
import { surge } from './surge';
import { systemPriority } from './system-priority';
import { Rule } from '../rule';

export const AVAILABILITY_RULES: readonly Rule[] = [
  limits,
  ephemeralStorage,
  startupProbe,
  readinessProbe,
  fsGroupChange,
  endpointPickerFailOpen,
  surge,
  disruptionBudget,
  systemPriority,
  defaultPriority,
  exemptRequests,
];
