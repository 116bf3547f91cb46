const IMAGE = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/tool@sha256:${'0123456789abcdef'.repeat(4)}`;

/** An InferenceService of KServe as most are written, with the engine in `model`, that breaks no rule. */
export const INFERENCE_SERVICE = {
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: { name: 'answers', namespace: 'guarded' },
  spec: {
    predictor: {
      serviceAccountName: 'answers',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        ...{ runAsNonRoot: true, runAsUser: 1001, runAsGroup: 1001 },
        seccompProfile: { type: 'RuntimeDefault' },
      },
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }],
      model: {
        ...{ name: 'kserve-container', image: IMAGE, command: ['/tool'] },
        ...{ modelFormat: { name: 'onnx' }, storageUri: 'pvc://models/m' },
        resources: { limits: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1Gi' } },
        securityContext: {
          ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
          capabilities: { drop: ['ALL'] },
        },
        readinessProbe: { tcpSocket: { port: 8080 } },
      },
    },
  },
};
