import type { GatewayRoute } from './props';
import { RouteAccess } from '../../engines/engine-traffic';
import { Problem } from '../../private/problems';
import { Operation } from '../connections';
import type { SecureGpuInferenceService } from '../secure-gpu-inference-service';

/** Services that may answer a request of a route. */
export function servicesOf({ service, canary }: GatewayRoute): SecureGpuInferenceService[] {
  return canary ? [service, canary.service] : [service];
}

/** Requests that a service answers for callers, at the port of its engine. */
export function operationsOf(service: SecureGpuInferenceService): Operation[] {
  return service.connections._operations(RouteAccess.CALLERS).filter(({ port }) => port === service.port);
}

/** Backends of an HTTPRoute. Weights are parts of their sum, which is 100. */
export function backendsOf({ service, canary }: GatewayRoute): object[] {
  const backend = ({ name, port }: SecureGpuInferenceService) => ({ name, port });
  return canary
    ? [
        { ...backend(service), weight: 100 - canary.percent },
        { ...backend(canary.service), weight: canary.percent },
      ]
    : [backend(service)];
}

/** What a request of a route may take, whichever service answers it. */
export function limitsOf(route: GatewayRoute): { bodyBytes: number; seconds: number } {
  const limits = servicesOf(route).map(({ _plan }) => _plan.budget._gatewayLimits());
  return {
    bodyBytes: Math.min(...limits.map(({ bodyBytes }) => bodyBytes)),
    seconds: Math.min(...limits.map(({ seconds }) => seconds)),
  };
}

/** In what a service and its canary are the same, since a caller does not know which of them answers. */
const TERMS: readonly (readonly [what: string, of: (service: SecureGpuInferenceService) => unknown])[] = [
  ['namespace', ({ namespace }) => namespace],
  ['name of the model, which requests carry', ({ _plan }) => _plan.model.name],
  [
    'requests that the engine answers',
    (service) => operationsOf(service).map(({ method, paths }) => [method, ...paths]),
  ],
  ['mesh', ({ _plan }) => _plan.mesh.kind],
  ['caller tokens', ({ connections }) => connections._asksForTokens],
  ['prompt guard', ({ _plan }) => _plan.promptGuard !== undefined],
  ['verification of the model', ({ _plan }) => _plan.isVerified],
];

/** Everything that is wrong with the canary of a route. */
export function checkCanary(route: GatewayRoute): Problem[] {
  const { service, canary, picker } = route;
  if (!canary) {
    return [];
  }
  const { percent, service: next } = canary;
  const text = JSON.stringify;
  const differing = TERMS.filter(([, of]) => text(of(service)) !== text(of(next)));
  const problems: Problem[] = differing.map(([what, of]) => ({
    what: `canary [${next.node.path}] differs from [${service.node.path}] in its ${what}`,
    got: of(next),
    allowed: text(of(service)),
    fix: 'give both services the same: callers do not choose which of them answers',
  }));
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
    problems.push({
      what: `percent of the canary [${next.node.path}] is out of bounds`,
      got: percent,
      allowed: 'a whole number from 0 to 100',
      fix: 'give 0 to go back, and 100 when it has taken over',
    });
  }
  if (next === service || picker) {
    problems.push({
      what: `canary [${next.node.path}] cannot share the requests of its route`,
      got: picker ? `a picker, [${picker.node.path}]` : 'the service of the route',
      allowed: 'another service, on a route without a picker',
      fix: 'define the next release as a service of its own; a picker knows the replicas of one service',
    });
  }
  return problems;
}
