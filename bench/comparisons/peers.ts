import { Comparison, secure, wall } from './comparison';
import { Workload } from '../workload';

const helm = (services: number): Workload => ({ script: 'command', name: 'helm-4', size: services });

/** Sizes at which each tool is run; kustomize takes minutes for a thousand overlays. */
const OTHERS: readonly (readonly [string, (services: number) => Workload, readonly number[]])[] = [
  ['helm 3', (size) => ({ script: 'command', name: 'helm-3', size }), [1, 100, 1000]],
  ['jsonnet', (size) => ({ script: 'command', name: 'jsonnet', size }), [1, 100, 1000]],
  ['kustomize', (size) => ({ script: 'command', name: 'kustomize', size }), [1, 100]],
  ['cdk8s-plus', (services) => ({ script: 'cdk8s-plus', services }), [1, 100, 1000]],
];

const versus = (title: string, services: number, baseline: Workload, target?: number): Comparison => ({
  id: `${title.replace(' ', '-')}-${services}`,
  title: `SecureApp ÷ ${title}, ${services.toLocaleString('en')} services, elapsed time`,
  subject: secure(services),
  baseline,
  derive: wall,
  target,
  long: true,
});

/** Beside what somebody would pick instead; of helm, targets are known. */
export const PEER_COMPARISONS: readonly Comparison[] = [
  versus('helm 4', 1, helm(1), 3),
  versus('helm 4', 100, helm(100), 1.2),
  versus('helm 4', 1000, helm(1000), 0.5),
  ...OTHERS.flatMap(([title, workload, sizes]) => sizes.map((size) => versus(title, size, workload(size)))),
];
