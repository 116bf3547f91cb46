import { Caller, SecureGpuInferenceService } from '../../../lib';
import { DIGEST, manifest } from '../fixtures';

export const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });
export const PROMETHEUS = Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' });

export const image = (repository: string) => `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/${repository}@${DIGEST}`;

/** What synthesis would stop at, once callers are declared. */
export function findings(service: SecureGpuInferenceService): string[] {
  service.connections.allowFrom(GATEWAY);
  service.connections.allowScrapeFrom(PROMETHEUS);
  return service.node.validate();
}

/** Operations of each rule of the AuthorizationPolicy: callers first, then the scraper. */
export function operations(service: SecureGpuInferenceService): object[] {
  return manifest(service, 'AuthorizationPolicy').spec.rules.map(({ to }: any) =>
    to.map(({ operation }: any) => operation),
  );
}
