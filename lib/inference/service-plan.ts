import { AbuseBudget } from './abuse-budget';
import { apiAccessContribution, checkApiAccess } from './api-access';
import { checkCompatibility } from './compatibility';
import { Contribution, mergeContributions } from './contribution';
import { Isolation } from './isolation';
import { GUARD_CONTAINER } from './model-verification/guard-container';
import { ServiceContract } from './pod';
import { checkSizing, sizePod } from './pod-options';
import { checkCallerTokens, checkFormat, checkNamespace } from './prerequisites';
import type { PromptGuard } from './prompt-guard';
import { Scaling } from './scaling';
import type { SecureGpuInferenceServiceProps } from './secure-gpu-inference-service-props';
import { TrustLevel } from './trust-level';
import { Workload } from './workload';
import { EngineProfile } from '../engines/engine-profile';
import { exposedPorts } from '../engines/ports';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { INFERENCE_SERVER, selectorLabels } from '../kubernetes/labels';
import { Mesh } from '../kubernetes/mesh';
import { MeshKind } from '../kubernetes/mesh-kind';
import { checkName } from '../kubernetes/names';
import { NetworkMode } from '../kubernetes/network-mode';
import { Problem } from '../private/problems';
import { checkTokens } from '../private/tokens';

/** What a service is made from, every default decided, and everything that is wrong with it. */
export interface ServicePlan extends Omit<ServiceContract, 'name' | 'selector' | 'labels'> {
  readonly mesh: Mesh;
  readonly workload: Workload;
  readonly promptGuard?: PromptGuard;
  readonly problems: readonly Problem[];
}

export function planService(props: SecureGpuInferenceServiceProps, name: string, namespace: string): ServicePlan {
  const { engine, model, gpu, promptGuard, modelVerification, apiAccess, cloudIdentity, secrets = [] } = props;
  const isolation = props.isolation ?? Isolation.standard();
  const mesh = props.mesh ?? Mesh.asm();
  const budget = props.abuseBudget ?? AbuseBudget.of();
  const workload = props.workload ?? Workload.deployment();
  const scaling = props.scaling ?? Scaling.fixed(2);
  const version = props.kubernetesVersion ?? KubernetesVersion.V1_34;
  const sizing = sizePod(props.pod ?? {}, engine.profile, gpu.count);
  const parts: Contribution[] = [
    { labels: mesh.podLabels, annotations: mesh.podAnnotations, egress: mesh._egress() },
    ...(workload.nodes > 1 ? [peers(engine.profile, mesh, name)] : []),
    isolation._ofGpu(gpu._contribution(name)),
    isolation._contribution(),
    model._contribution({ name, namespace }),
    ...(modelVerification ? [modelVerification._contribution({ name, model, sizing })] : []),
    ...(promptGuard ? [promptGuard._contribution(mesh)] : []),
    ...(apiAccess ? [apiAccessContribution(apiAccess, name, namespace)] : []),
    ...(cloudIdentity ? [cloudIdentity._contribution(modelVerification ? [GUARD_CONTAINER] : [])] : []),
    ...secrets.map((secret) => secret._contribution()),
  ];
  const situation = {
    isolation: isolation.kind,
    sandbox: isolation.runtime?.kind,
    gpu: gpu.isolation,
    gpuClaimed: gpu.isClaimed,
    kubernetes: version,
    network: props.network ?? NetworkMode.TERWAY_SHARED_ENI,
    mesh: mesh.kind,
    meshCni: mesh.hasCniPlugin,
    userNamespace: sizing.userNamespace,
    imageVolume: model.isImage,
    trust: props.trust ?? TrustLevel.TRUSTED,
  };
  return {
    engine,
    model,
    gpus: gpu.count,
    nodes: workload.nodes,
    workload,
    budget,
    sizing,
    scaling,
    version,
    mesh,
    promptGuard,
    parts: mergeContributions(parts),
    problems: [
      ...checkTokens('a property', [engine.image, engine.version, engine.args, engine.environment, name]),
      ...checkName('name', name),
      ...checkNamespace(namespace),
      ...engine._problems(),
      ...model._problems(),
      ...checkFormat(model, engine),
      ...(modelVerification?._problems() ?? []),
      ...gpu._problems(),
      ...isolation._problems(),
      ...budget._problems(),
      ...scaling._problems(),
      ...workload._problems(engine.profile),
      ...mesh._problems(),
      ...checkCallerTokens(props.callerTokens, mesh),
      ...(promptGuard?._problems(mesh, budget) ?? []),
      ...checkSizing(sizing),
      ...(apiAccess ? checkApiAccess(apiAccess) : []),
      ...(cloudIdentity?._problems() ?? []),
      ...secrets.flatMap((secret) => secret._problems()),
      ...checkCompatibility(situation),
    ],
  };
}

/**
 * Engines find each other on ports that they choose themselves, and check neither peer nor message: the mesh would break
 * these connections and cannot name them. Only the serving port stays in the mesh; the network keeps the others among
 * the pods of the service.
 */
function peers(profile: EngineProfile, mesh: Mesh, instance: string): Contribution {
  const others = [{ podSelector: { matchLabels: selectorLabels({ instance, component: INFERENCE_SERVER }) } }];
  return {
    ingress: [{ from: others }],
    egress: [{ to: others }],
    annotations:
      mesh.kind === MeshKind.SIDECAR
        ? {
            'traffic.sidecar.istio.io/includeInboundPorts': exposedPorts(profile)
              .map(({ port }) => port)
              .join(','),
            'traffic.sidecar.istio.io/includeOutboundIPRanges': '',
          }
        : {},
  };
}
