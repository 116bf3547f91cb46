import { Ask, ask, ATTACKS, RISKS } from './ask';

/** What the document warns of. */
export const RISK_ASKS: readonly Ask[] = [
  ask(
    [RISKS, 'sensitive data is neither read nor tampered with in storage'],
    {
      constructs: ['alicloud.ModelStore', 'alicloud.EncryptionKey', 'alicloud.RrsaRole'],
      rules: ['SAI-MDL-013', 'SAI-MDL-014', 'SAI-MDL-015', 'SAI-MDL-017', 'SAI-MDL-020', 'SAI-NOD-002'],
      tests: ['alicloud/model-store.test.ts', 'alicloud/encryption-key.test.ts'],
      judges: ['terraform/terraform.judge.ts', 'cloud/checkov.judge.ts'],
    },
    [
      'partly',
      'stores of models only: no construct for training data, and poisoning before a model is signed is not seen',
    ],
  ),
  ask(
    [RISKS, 'credentials are not in mounted volumes and environment variables'],
    {
      constructs: ['SecretMount', 'CloudIdentity', 'alicloud.RrsaRole'],
      rules: ['SAI-IDN-004', 'SAI-IDN-005', 'SAI-IDN-008', 'SAI-IDN-013', 'SAI-IDN-033'],
      tests: ['inference/identity.test.ts'],
      judges: ['cluster/examples.judge.ts'],
    },
    [
      'met',
      'secrets are recognized by known forms and names; a mounted file can be read by whoever controls the engine',
    ],
  ),
  ask(
    [RISKS, 'loading a model file runs no code'],
    {
      constructs: ['ModelVerification', 'VerifiedModel'],
      rules: ['SAI-MDL-001', 'SAI-MDL-002', 'SAI-MDL-003', 'SAI-MDL-005'],
      tests: ['model-guard/inspect.test.ts', 'model-guard/fuzz.test.ts'],
      judges: ['model-guard/pickles.judge.ts', 'model-guard/formats.judge.ts', 'model-guard/templates.judge.ts'],
    },
    [
      'met when chosen',
      'flags and formats are refused always, files are inspected only with modelVerification; holes in a loader of a safe format stay',
    ],
  ),
  ask(
    [RISKS, 'GPUs are not abused for mining'],
    {
      constructs: ['SecureNamespace', 'ServiceMonitoring', 'ServiceRuntimeRules'],
      rules: ['SAI-NET-002', 'SAI-GPU-008', 'SAI-GPU-009', 'SAI-AVL-001'],
      tests: ['inference/service-monitoring.test.ts', 'inference/service-runtime-rules.test.ts'],
      judges: ['prometheus/prometheus.judge.ts'],
    },
    [
      'partly',
      'alerts compare GPU load with requests, which training jobs do not have; there is no construct for training',
    ],
  ),
  ask(
    [RISKS, 'data pipelines and model registries are part of what is secured'],
    {
      constructs: ['VerifiedModel'],
      rules: ['SAI-MDL-007', 'SAI-MDL-011'],
      tests: ['inference/verified-model.test.ts'],
    },
    ['partly', 'the way of a model from store to service; data pipelines and services of model registries are not'],
  ),
  ask(
    [RISKS, 'public images, public models and libraries are not entered unseen'],
    {
      constructs: ['guardrails.Registries', 'ImagesLock', 'alicloud.AckPolicy'],
      rules: ['SAI-IMG-001', 'SAI-IMG-002', 'SAI-IMG-004', 'SAI-IMG-005', 'SAI-IMG-006'],
      tests: ['cli/images.test.ts', 'guardrails/rules/image'],
      judges: ['images/distribution.judge.ts', 'admission/vap.judge.ts'],
    },
    [
      'partly',
      'known vulnerabilities of engines come with the release of this library; libraries in an image are up to the scanner',
    ],
  ),
  ask(
    [ATTACKS, 'prompt injection does not make a model leak data'],
    {
      constructs: ['PromptGuard', 'ManagedGuardrail'],
      tests: ['inference/prompt-guard/mesh-guards.test.ts', 'inference/prompt-guard/gateway-guards.test.ts'],
      judges: ['mesh/istiod.judge.ts'],
    },
    ['met when chosen', 'a guard recognizes some injections; what a model says is not controlled by infrastructure'],
  ),
  ask(
    [ATTACKS, 'oversized images and long texts do not exhaust GPU and memory'],
    {
      constructs: ['AbuseBudget', 'InferenceGateway', 'Scaling'],
      rules: ['SAI-API-006', 'SAI-API-007', 'SAI-ENG-004', 'SAI-AVL-001'],
      tests: ['inference/abuse-budget.test.ts'],
      judges: ['runner/vllm.judge.ts', 'mesh/istiod.judge.ts'],
    },
    [
      'partly',
      'texts are bounded by the maximum of the model unless contextTokens is set; all callers share one rate limit where no InferenceGateway counts them by tenant',
    ],
  ),
  ask(
    [ATTACKS, 'callers reach inference routes only'],
    {
      constructs: ['Connections', 'Caller', 'CallerTokens', 'InferenceRoute'],
      rules: ['SAI-API-005', 'SAI-API-008', 'SAI-API-009', 'SAI-API-010'],
      tests: ['inference/traffic.test.ts', 'inference/inference-route.test.ts'],
      judges: ['mesh/istiod.judge.ts', 'runner/vllm.judge.ts'],
    },
    ['met', 'without a mesh nothing tells routes apart'],
  ),
  ask(
    [ATTACKS, 'malicious images and models with back doors are not deployed'],
    {
      constructs: ['ImageVerification', 'VerifiedModel', 'VerifiedModelsOnly'],
      rules: ['SAI-IMG-001', 'SAI-IMG-007', 'SAI-MDL-012', 'SAI-MDL-022', 'SAI-ADM-006'],
      tests: ['kubernetes/image-verification.test.ts', 'inference/verified-model.test.ts'],
      judges: ['cluster/image-verification.judge.ts', 'images/kyverno.judge.ts', 'model-guard/signatures.judge.ts'],
    },
    [
      'met when chosen',
      'off by default, and then a finding of low severity; a back door in trained weights is not found',
    ],
  ),
  ask(
    [ATTACKS, 'no root user, no socket of the container runtime, no privileged mode'],
    {
      constructs: ['SecureGpuInferenceService', 'Hardening'],
      rules: ['SAI-POD-001', 'SAI-POD-005', 'SAI-POD-006', 'SAI-POD-009', 'SAI-POD-011'],
      tests: ['inference/pod.test.ts', 'kubernetes/hardening.test.ts'],
      judges: ['psa/psa.judge.ts', 'cluster/examples.judge.ts', 'node/node.judge.ts'],
    },
    ['met', 'vulnerabilities of the kernel and of the GPU driver, which pods share with the node'],
  ),
  ask(
    [ATTACKS, 'the four insecure defaults: user, file system, capabilities, token'],
    {
      constructs: ['SecureGpuInferenceService', 'Hardening'],
      rules: ['SAI-POD-005', 'SAI-POD-021', 'SAI-POD-004', 'SAI-IDN-002'],
      tests: ['inference/pod.test.ts'],
      judges: ['psa/psa.judge.ts', 'manifests/checkov.judge.ts', 'manifests/kube-score.judge.ts'],
    },
    ['met', 'the directories that an engine writes to stay writable, with a size limit'],
  ),
  ask(
    [ATTACKS, 'a stolen token does not lead to the cluster'],
    {
      constructs: ['SecureGpuInferenceService'],
      rules: ['SAI-IDN-001', 'SAI-IDN-009', 'SAI-IDN-014', 'SAI-IDN-018', 'SAI-IDN-020'],
      tests: ['inference/identity.test.ts', 'effective'],
      judges: ['cluster/examples.judge.ts'],
    },
    ['met', 'rights that other tools give to the account are seen only in manifests that are checked'],
  ),
];
