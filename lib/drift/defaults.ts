/** Value that an API server or controller gives a field that nobody declared; a function where it is not always the same. */
export type Defaults = Readonly<Record<string, unknown>>;

const anything = () => true;

/**
 * Fields of a pod spec. Init and ephemeral containers are as `containers`, every probe as `probe`.
 *
 * Source: pkg/apis/core/v1/defaults.go of Kubernetes; a judge applies every example to a real API server and finds no drift.
 */
export const POD_DEFAULTS: Defaults = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  securityContext: {},
  // an older name of serviceAccountName, which is compared
  serviceAccount: anything,
  'containers[].imagePullPolicy': 'IfNotPresent',
  'containers[].terminationMessagePath': '/dev/termination-log',
  'containers[].terminationMessagePolicy': 'File',
  'containers[].resources': {},
  'containers[].ports[].protocol': 'TCP',
  'containers[].env[].valueFrom.fieldRef.apiVersion': 'v1',
  'containers[].env[].valueFrom.resourceFieldRef.divisor': '0',
  'containers[].probe.timeoutSeconds': 1,
  'containers[].probe.periodSeconds': 10,
  'containers[].probe.successThreshold': 1,
  'containers[].probe.failureThreshold': 3,
  'containers[].probe.httpGet.scheme': 'HTTP',
  'containers[].probe.httpGet.path': '/',
  'containers[].probe.grpc.service': '',
  'volumes[].configMap.defaultMode': 0o644,
  'volumes[].secret.defaultMode': 0o644,
  'volumes[].projected.defaultMode': 0o644,
  'volumes[].downwardAPI.defaultMode': 0o644,
  'volumes[].projected.sources[].serviceAccountToken.expirationSeconds': 3600,
  'volumes[].projected.sources[].downwardAPI.items[].fieldRef.apiVersion': 'v1',
  'volumes[].downwardAPI.items[].fieldRef.apiVersion': 'v1',
  'volumes[].hostPath.type': '',
};

const NODE_CONDITIONS = /^key=node\.kubernetes\.io\/(not-ready|unreachable|memory-pressure)$/;

/** Fields that admission and the scheduler add to a pod, but not to the template that it is made from. */
export const ADMITTED_POD_DEFAULTS: Defaults = {
  enableServiceLinks: true,
  hostname: anything,
  nodeName: anything,
  overhead: anything,
  preemptionPolicy: 'PreemptLowerPriority',
  priority: anything,
  subdomain: anything,
  'tolerations[]': ({ key, operator }: any) => operator === 'Exists' && NODE_CONDITIONS.test(`key=${key}`),
};

const MATCH_RESOURCES: Defaults = {
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  'resourceRules[].scope': '*',
};

/** Fields of other objects, by group and kind. */
export const OBJECT_DEFAULTS: Readonly<Record<string, Defaults>> = {
  '/Namespace': { spec: { finalizers: ['kubernetes'] } },
  '/PersistentVolume': {
    'spec.claimRef': anything,
    'spec.claimRef.resourceVersion': anything,
    'spec.claimRef.uid': anything,
    'spec.persistentVolumeReclaimPolicy': 'Retain',
    'spec.volumeMode': 'Filesystem',
  },
  '/PersistentVolumeClaim': {
    'spec.storageClassName': anything,
    'spec.volumeMode': 'Filesystem',
    'spec.volumeName': anything,
  },
  '/Service': {
    'spec.clusterIP': anything,
    'spec.clusterIPs': anything,
    'spec.internalTrafficPolicy': 'Cluster',
    'spec.ipFamilies': anything,
    'spec.ipFamilyPolicy': 'SingleStack',
    'spec.ports[].protocol': 'TCP',
    'spec.ports[].targetPort': anything,
    'spec.sessionAffinity': 'None',
    'spec.type': 'ClusterIP',
  },
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': {
    'spec.failurePolicy': 'Fail',
    ...below('spec.matchConstraints', MATCH_RESOURCES),
  },
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': below('spec.matchResources', MATCH_RESOURCES),
  'apps/Deployment': {
    'spec.progressDeadlineSeconds': 600,
    // whoever scales decides where nothing is declared
    'spec.replicas': anything,
    'spec.revisionHistoryLimit': 10,
    'spec.strategy': { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  },
  'autoscaling/HorizontalPodAutoscaler': {
    'spec.behavior.scaleDown.selectPolicy': 'Max',
    'spec.behavior.scaleUp': {
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [
        { type: 'Pods', value: 4, periodSeconds: 15 },
        { type: 'Percent', value: 100, periodSeconds: 15 },
      ],
    },
    'spec.behavior.scaleUp.selectPolicy': 'Max',
  },
  'batch/Job': {
    'spec.backoffLimit': 6,
    'spec.completionMode': 'NonIndexed',
    'spec.completions': 1,
    'spec.manualSelector': false,
    'spec.parallelism': 1,
    // depends on whether a policy for failures is declared
    'spec.podReplacementPolicy': anything,
    // by the uid that the job gets
    'spec.selector': anything,
    'spec.suspend': false,
  },
  'cilium.io/TracingPolicyNamespaced': {
    'spec.kprobes[].args[].maxData': false,
    'spec.kprobes[].args[].resolve': '',
    'spec.kprobes[].args[].returnCopy': false,
    'spec.kprobes[].return': false,
    'spec.kprobes[].selectors[].matchBinaries[].followChildren': false,
  },
  'gateway.networking.k8s.io/Gateway': {
    'spec.listeners[].allowedRoutes.namespaces.from': 'Same',
    'spec.listeners[].tls.certificateRefs[].group': '',
    'spec.listeners[].tls.certificateRefs[].kind': 'Secret',
    'spec.listeners[].tls.mode': 'Terminate',
  },
  'gateway.networking.k8s.io/HTTPRoute': {
    'spec.parentRefs[].group': 'gateway.networking.k8s.io',
    'spec.parentRefs[].kind': 'Gateway',
    'spec.rules[].backendRefs[].group': '',
    'spec.rules[].backendRefs[].kind': 'Service',
    'spec.rules[].backendRefs[].weight': 1,
  },
  'inference.networking.k8s.io/InferencePool': {
    'spec.appProtocol': 'http',
    'spec.endpointPickerRef.group': '',
    'spec.endpointPickerRef.kind': 'Service',
  },
  'inference.networking.x-k8s.io/InferenceObjective': {
    'spec.poolRef.group': 'inference.networking.k8s.io',
    'spec.poolRef.kind': 'InferencePool',
  },
  'kueue.x-k8s.io/LocalQueue': {
    'spec.stopPolicy': 'None',
  },
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': {
    'spec.networkConfig': { subdomainPolicy: 'Shared' },
    'spec.replicas': anything,
    'spec.rolloutStrategy.rollingUpdateConfiguration.partition': 0,
    'spec.startupPolicy': 'LeaderCreated',
  },
  'networking.k8s.io/NetworkPolicy': {
    'spec.ingress[].ports[].protocol': 'TCP',
    'spec.egress[].ports[].protocol': 'TCP',
  },
  'resource.k8s.io/ResourceClaimTemplate': {
    'spec.metadata': {},
    'spec.spec.devices.requests[].exactly.allocationMode': 'ExactCount',
    'spec.spec.devices.requests[].exactly.count': 1,
  },
};

function below(path: string, defaults: Defaults): Defaults {
  return Object.fromEntries(Object.entries(defaults).map(([field, value]) => [`${path}.${field}`, value]));
}

/** Labels and annotations that controllers and deployment tools write on what they keep. */
export const METADATA_DEFAULTS =
  /^metadata\.(labels\["kubernetes\.io\/metadata\.name"\]|annotations\["(deployment\.kubernetes\.io\/revision|kubectl\.kubernetes\.io\/last-applied-configuration|pv\.kubernetes\.io\/[^"]+|volume\.(beta\.)?kubernetes\.io\/[^"]+|argocd\.argoproj\.io\/tracking-id|meta\.helm\.sh\/[^"]+|autoscaling\.alpha\.kubernetes\.io\/[^"]+)"\])$/;

/** What `kubectl rollout restart` and the server, for jobs, write into a template. */
export const TEMPLATE_DEFAULTS =
  /^(annotations\["kubectl\.kubernetes\.io\/restartedAt"\]|labels\["(batch\.kubernetes\.io\/)?(controller-uid|job-name)"\])$/;
