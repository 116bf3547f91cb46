import { Size, SizeRoundingBehavior } from 'cdk8s';
import { EngineProfile } from '../engines/engine-profile';

/** MiB of weights read in a second, as slow as object storage over a shared link. */
const SLOWEST_READ = 100;

const STARTUP_PERIOD = 10;

/**
 * Probes of the engine. The startup probe gives it the time that its weights and warm-up need; after that, readiness
 * takes it out of rotation quickly, while liveness restarts it only after minutes, since a busy engine is not a dead one.
 */
export function engineProbes(profile: EngineProfile, weights: readonly Size[]): Record<string, object> {
  const port = profile.ports[0].name;
  const mebibytes = weights.map((size) => size.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR }));
  const startSeconds = profile.warmUpSeconds + mebibytes.reduce((sum, size) => sum + size, 0) / SLOWEST_READ;
  return {
    startupProbe: {
      httpGet: { path: profile.health.readinessPath, port },
      periodSeconds: STARTUP_PERIOD,
      timeoutSeconds: 5,
      failureThreshold: Math.ceil(startSeconds / STARTUP_PERIOD),
    },
    readinessProbe: {
      httpGet: { path: profile.health.readinessPath, port },
      periodSeconds: 5,
      timeoutSeconds: 5,
      failureThreshold: 3,
    },
    livenessProbe: {
      httpGet: { path: profile.health.livenessPath, port },
      periodSeconds: 20,
      timeoutSeconds: 10,
      failureThreshold: 9,
    },
  };
}
