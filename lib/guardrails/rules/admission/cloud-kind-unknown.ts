import { placesOf } from '../../../objects/places/pod-places';
import { groupKindOf } from '../../../objects/pods';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

/** API groups of components of ACK, ACS, ALB, MSE and Service Mesh. */
const OF_CLOUD = /(^|\.)(alibabacloud\.com|alibabacloud|aliyun\.com|alibaba\.com)\//;

/** Kinds that a rule judges, and those that scale or read a secret by a store that a rule judges. */
export const JUDGED_CLOUD_KINDS: ReadonlySet<string> = new Set([
  ...['AlbConfig', 'ClusterSecretStore', 'ExternalSecret', 'PodEIP', 'SecretStore'].map(
    (kind) => `alibabacloud.com/${kind}`,
  ),
  'autoscaling.alibabacloud.com/AdvancedHorizontalPodAutoscaler',
  'autoscaling.alibabacloud.com/CronHorizontalPodAutoscaler',
  'istio.alibabacloud.com/IstioGateway',
  'log.alibabacloud.com/AliyunLogConfig',
  ...['PodENI', 'PodNetworking'].map((kind) => `network.alibabacloud.com/${kind}`),
  'ramauthenticator.k8s.alibabacloud/RAMIdentityMapping',
  'scheduling.alibabacloud.com/ResourcePolicy',
  ...['AliyunPipelineConfig', 'ClusterAliyunPipelineConfig'].map((kind) => `telemetry.alibabacloud.com/${kind}`),
]);

/** Kinds of Service Mesh that only refuse requests. Source: Alibaba Cloud help, "ASMLocalRateLimiter CRD fields", "ASMCircuitBreaker CRD reference", 2026-09. */
const ONLY_LIMITS: ReadonlySet<string> = new Set(
  ['ASMLocalRateLimiter', 'ASMCircuitBreaker'].map((kind) => `istio.alibabacloud.com/${kind}`),
);

/** What others of them open. Source: Alibaba Cloud help, pages of the custom resources of Service Mesh, 2026-09. */
const OPENS: Readonly<Record<string, string>> = {
  ASMEgressTrafficPolicy: 'lets workloads out to hosts through a gateway of the mesh',
  ASMGlobalRateLimiter: 'tells a server of its choice what is requested',
  ASMGrpcJsonTranscoder: 'answers under paths that no AuthorizationPolicy names',
  ASMHeaderPropagation: 'hands headers of callers, such as tokens, on to other services',
  ASMSwimLane: 'sends requests to other versions by a header',
  ASMSwimLaneGroup: 'sends requests to other versions by a header',
};

export const cloudKindUnknown: ModelRule = {
  id: 'SAI-ADM-028',
  name: 'cloud-kind-not-evaluated',
  title: 'Object of Alibaba Cloud of a kind that is not evaluated',
  rationale:
    'Components of ACK open addresses, roles, logs and images by objects of their own, and no verdict covers a kind that nobody recorded.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'objects in API groups of Alibaba Cloud',
    inCluster: 'what is judged is that nothing evaluates the kind, which denying its objects does not change',
  },
  judge: ({ objects }) =>
    objects
      .filter((object) => OF_CLOUD.test(groupKindOf(object)))
      .map((subject) => ({
        subject,
        path: '',
        flaw: isRecorded(groupKindOf(subject))
          ? undefined
          : [`${subject.apiVersion} ${subject.kind}`, OPENS[subject.kind] ?? []].flat().join(' '),
      })),
  message: 'what the component of this object opens because of it is not known here',
  fix: 'read what the component does with it, and accept the risk with the reason',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K08'], seed: ['Phase 2: Enable sandboxed containers and network isolation'] },
};

function isRecorded(groupKind: string): boolean {
  return JUDGED_CLOUD_KINDS.has(groupKind) || ONLY_LIMITS.has(groupKind) || placesOf(groupKind) !== undefined;
}
