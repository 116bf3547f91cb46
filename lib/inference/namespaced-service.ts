import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Connections } from './connections';
import type { SecureGpuInferenceServiceProps } from './secure-gpu-inference-service-props';
import { ServicePlan } from './service-plan';
import { RouteAccess } from '../engines/engine-traffic';
import { sameName } from '../kubernetes/namespace-fit';
import { CLAIMS, deviceQuota } from '../kubernetes/namespace-quota';
import { ServiceTerms, Tenancy } from '../kubernetes/tenancy';
import { describe } from '../private/problems';

/** A service as its namespace and others see it. */
export interface NamespacedService {
  readonly name: string;
  readonly namespace: string;
  readonly plan: ServicePlan;
  readonly props: SecureGpuInferenceServiceProps;
  readonly connections: Connections;
}

/** Services that nobody may call and that were warned of: cdk8s validates an app several times. */
const warned = new WeakSet<Construct>();

/** Has a service compared with its namespace and with others of its name, when the app is validated. */
export function compareWithNamespace(service: Construct, own: NamespacedService): void {
  const { name, namespace, plan, props } = own;
  const terms: ServiceTerms = {
    ...{ path: service.node.path, chart: Chart.of(service).node.path, name, namespace },
    ...{ mesh: plan.mesh, version: plan.version, demand: demandOf(plan, props) },
    queue: props.queue,
    needsIdentityWebhook: props.cloudIdentity?._needsWebhook ?? false,
  };
  const tenancy = Tenancy.of(service);
  tenancy.addService(terms);
  service.node.addValidation({
    validate: () => {
      warnIfNobodyCalls(service, own.connections);
      return sameName(terms, tenancy).map(describe);
    },
  });
}

/** What all replicas count in a quota. A replica is replaced before the next one starts, so that none is counted twice. */
function demandOf(
  { sizing, scaling, nodes }: ServicePlan,
  { gpu }: SecureGpuInferenceServiceProps,
): Record<string, number> {
  const pods = scaling.max * nodes;
  const { deviceClass, count = 1 } = gpu._claimed ?? {};
  const each: Record<string, number> = {
    ...Object.fromEntries(Object.entries(gpu.resources).map(([name, amount]) => [`requests.${name}`, Number(amount)])),
    ...(deviceClass && { [deviceQuota(deviceClass)]: count, [CLAIMS]: 1 }),
    'requests.cpu': sizing.cpu,
    'requests.memory': sizing.memoryMiB * 2 ** 20,
    'requests.ephemeral-storage': sizing.ephemeralStorageMiB * 2 ** 20,
    pods: 1,
  };
  return Object.fromEntries(Object.entries(each).map(([name, amount]) => [name, amount * pods]));
}

function warnIfNobodyCalls(service: Construct, connections: Connections): void {
  const isCalled = connections._edges().some(({ access }) => access === RouteAccess.CALLERS);
  if (!isCalled && !warned.has(service)) {
    warned.add(service);
    const problem = {
      what: 'nobody may call the service',
      got: undefined,
      allowed: 'at least one caller',
      fix: 'allow it: service.connections.allowFrom(Caller.workload({ namespace, serviceAccount }))',
    };
    process.emitWarning(`[${service.node.path}] ${describe(problem)}`, { type: 'NoCaller' });
  }
}
