import { Ask, ask, MONITORING, RUNTIME, SUPPLY } from './ask';

/** What the document asks for, by phase. */
export const PRACTICE_ASKS: readonly Ask[] = [
  ask(
    [SUPPLY, 'scan images in CI/CD with ACR, Trivy and Security Center, and block'],
    {
      constructs: ['alicloud.SecureRegistry'],
      rules: ['SAI-REG-005', 'SAI-REG-006', 'SAI-REG-007', 'SAI-REG-009', 'SAI-REG-010'],
      tests: ['alicloud/secure-registry.test.ts', 'cli/init.test.ts'],
      judges: ['terraform/terraform.judge.ts', 'pipelines/steps.judge.ts'],
    },
    [
      'met when chosen',
      'pipelines run Trivy, and ask ACR what its scan counted with --acr-instance; never tried on the cloud itself',
    ],
  ),
  ask(
    [SUPPLY, 'no pickle; safetensors or ONNX'],
    {
      constructs: ['ModelSource', 'InferenceEngine', 'ModelVerification'],
      rules: ['SAI-MDL-002', 'SAI-MDL-004'],
      tests: ['inference/model-source.test.ts', 'model-guard/content-decides.test.ts', 'model-guard/onnx.test.ts'],
      judges: ['model-guard/formats.judge.ts', 'engines/wheels.judge.ts'],
    },
    ['met', 'GGUF is accepted for llama.cpp, after the same inspection when modelVerification is set'],
  ),
  ask(
    [SUPPLY, 'sign what is delivered, and enforce signatures at deployment'],
    {
      constructs: ['ImageVerification', 'ModelVerification', 'VerifiedModel', 'alicloud.SigningKey'],
      rules: ['SAI-IMG-007', 'SAI-MDL-022', 'SAI-ADM-006', 'SAI-ADM-013', 'SAI-ADM-014'],
      tests: [
        'kubernetes/image-verification.test.ts',
        'inference/model-verification.test.ts',
        'model-guard/signature.test.ts',
      ],
      judges: ['images/kyverno.judge.ts', 'cluster/verified-model.judge.ts', 'model-guard/signatures.judge.ts'],
    },
    ['met when chosen', 'the generated pipelines sign images, not models'],
  ),
  ask(
    [SUPPLY, 'distroless base images'],
    { rules: ['SAI-IMG-003'], tests: ['cli/init.test.ts'], judges: ['pipelines/linters.judge.ts'] },
    [
      'partly',
      'Dockerfiles of init pipeline use distroless bases where the engine allows it; manifests do not show what an image holds; no image was run on a GPU',
    ],
  ),
  ask(
    [RUNTIME, 'enforce the Pod Security Standard restricted'],
    {
      constructs: ['SecureNamespace'],
      rules: ['SAI-ADM-001', 'SAI-ADM-024'],
      tests: ['kubernetes/secure-namespace.test.ts'],
      judges: ['psa/psa.judge.ts', 'cluster/examples.judge.ts'],
    },
    ['met', 'restricted allows a writable root: admission policies close that'],
  ),
  ask(
    [RUNTIME, 'user 1001, read-only root, all capabilities dropped'],
    {
      constructs: ['SecureGpuInferenceService', 'Hardening'],
      rules: ['SAI-POD-004', 'SAI-POD-005', 'SAI-POD-021', 'SAI-POD-025'],
      tests: ['inference/pod.test.ts'],
      judges: ['psa/psa.judge.ts', 'node/node.judge.ts', 'runner/vllm.judge.ts'],
    },
    ['met', 'engines whose image is made for another user keep that one, never root'],
  ),
  ask(
    [RUNTIME, 'temporary cloud permissions of a pod (RAM, STS), no AccessKeys'],
    {
      constructs: ['CloudIdentity', 'alicloud.RrsaRole', 'alicloud.StsRole'],
      rules: ['SAI-IDN-004', 'SAI-IDN-022', 'SAI-IDN-024', 'SAI-IDN-026', 'SAI-CLU-006'],
      tests: ['inference/identity.test.ts', 'alicloud/roles.test.ts'],
      judges: ['terraform/terraform.judge.ts'],
    },
    ['met', 'credentials of a running pod live up to an hour'],
  ),
  ask(
    [RUNTIME, 'an account for each application; a token only when mounted, for one namespace'],
    {
      constructs: ['SecureGpuInferenceService'],
      rules: ['SAI-IDN-001', 'SAI-IDN-002', 'SAI-IDN-003', 'SAI-IDN-017', 'SAI-IDN-030'],
      tests: ['inference/identity.test.ts'],
      judges: ['cluster/examples.judge.ts'],
    },
    ['met', 'what a Role may do is up to who declares apiAccess'],
  ),
  ask(
    [RUNTIME, 'Gatekeeper with a policy library refuses privileged containers, hostPath and writable roots'],
    {
      constructs: [
        'GuardrailPolicies',
        'alicloud.SecureInferencePlatform',
        'alicloud.PolicyGovernance',
        'alicloud.AckPolicy',
      ],
      rules: ['SAI-CLU-010', 'SAI-POD-001', 'SAI-POD-010', 'SAI-POD-021', 'SAI-ADM-020'],
      tests: ['alicloud/ack-policy.test.ts', 'kubernetes/guardrail-policies.test.ts', 'cli/policies.test.ts'],
      judges: ['admission/gator.judge.ts', 'admission/vap.judge.ts', 'admission/enforcement.judge.ts'],
    },
    ['met', 'rules about several objects cannot be enforced at admission; the list is in what policies prints'],
  ),
  ask(
    [RUNTIME, 'sandboxed containers for models and code that nobody trusts'],
    {
      constructs: ['Isolation', 'SandboxRuntime', 'SandboxRuntimeClass', 'alicloud.NodeRuntime'],
      rules: ['SAI-GPU-004', 'SAI-GPU-005', 'SAI-POD-032'],
      tests: ['inference/compatibility/conflicts.test.ts', 'kubernetes/sandbox-runtime.test.ts'],
      judges: ['cluster/examples.judge.ts'],
    },
    [
      'met when chosen',
      'the sandbox of ACK takes no GPU: ACS pods or Kata with VFIO instead, neither of which was run here',
    ],
  ),
  ask(
    [RUNTIME, 'default deny, and only the traffic that the application needs'],
    {
      constructs: ['SecureNamespace', 'Connections', 'CallerEgress', 'Destination', 'NetworkProbe'],
      rules: ['SAI-NET-001', 'SAI-NET-002', 'SAI-NET-012', 'SAI-NET-013', 'SAI-CLU-005'],
      tests: ['inference/traffic.test.ts', 'inference/callers-egress.test.ts', 'inference/network-probe.test.ts'],
      judges: ['network/network.judge.ts', 'cluster/examples.judge.ts'],
    },
    [
      'partly',
      'the way to the control plane of the mesh is open to all private ranges until controlPlaneCidrs narrows it',
    ],
  ),
  ask(
    [RUNTIME, 'mTLS and authentication between services by the mesh (ASM)'],
    {
      constructs: ['Mesh', 'alicloud.ServiceMesh', 'InternalGateway'],
      rules: ['SAI-MSH-001', 'SAI-MSH-009', 'SAI-MSH-012'],
      tests: ['inference/mesh.test.ts', 'alicloud/service-mesh.test.ts'],
      judges: ['mesh/istiod.judge.ts', 'mesh/injection.judge.ts', 'mesh/model.judge.ts', 'manifests/istioctl.judge.ts'],
    },
    [
      'partly',
      'replicas on several nodes talk in clear text, among themselves by NetworkPolicy; ASM itself was not run here',
    ],
  ),
  ask(
    [MONITORING, 'malicious processes: shells, miners, ransomware'],
    {
      constructs: ['ServiceRuntimeRules', 'alicloud.RuntimeDetection', 'alicloud.ClientRule'],
      rules: ['SAI-DET-001', 'SAI-DET-002'],
      tests: [
        'detection/runtime/rules.test.ts',
        'detection/runtime/denied-acts.test.ts',
        'alicloud/runtime-detection.test.ts',
      ],
      judges: ['terraform/terraform.judge.ts'],
    },
    [
      'met',
      'rules of Falco and Tetragon observe; those of Security Center hold for whole nodes, and were not tried there',
    ],
  ),
  ask(
    [MONITORING, 'connections to mining pools and unknown public addresses'],
    {
      constructs: ['ServiceRuntimeRules', 'SecureGpuInferenceService'],
      rules: ['SAI-NET-002', 'SAI-DET-001'],
      tests: ['detection/runtime/rules.test.ts', 'inference/service-runtime-rules.test.ts'],
      judges: ['network/network.judge.ts'],
    },
    ['met', 'addresses that are allowed are not looked into'],
  ),
  ask(
    [MONITORING, 'reads of credential files such as service account tokens'],
    {
      constructs: ['ServiceRuntimeRules', 'alicloud.RuntimeDetection'],
      rules: ['SAI-DET-005', 'SAI-IDN-002'],
      tests: ['detection/runtime/rules.test.ts', 'detection/acts.test.ts'],
    },
    [
      'met',
      'a service has no token unless it is declared; a process of the engine that reads its own is not told apart',
    ],
  ),
  ask(
    [MONITORING, 'audit logs of the API server in Simple Log Service'],
    {
      constructs: ['alicloud.AckCluster', 'alicloud.AuditTrail', 'alicloud.AuditCollector'],
      rules: ['SAI-AUD-001', 'SAI-AUD-002', 'SAI-AUD-003', 'SAI-AUD-004', 'SAI-AUD-007'],
      tests: ['alicloud/audit-trail.test.ts', 'alicloud/ack-cluster.test.ts'],
      judges: ['cluster/audit/audit.judge.ts', 'terraform/terraform.judge.ts'],
    },
    ['met', 'queries run on a log of a real API server, not in Simple Log Service itself'],
  ),
  ask(
    [MONITORING, 'alerts on reads of Secrets and ConfigMaps, exec, and changes of RBAC'],
    {
      constructs: ['alicloud.AuditTrail'],
      rules: ['SAI-AUD-005', 'SAI-AUD-006', 'SAI-IDN-018', 'SAI-IDN-019'],
      tests: ['detection/audit/signals.test.ts', 'detection/audit/sls-query.test.ts'],
      judges: ['cluster/audit/audit.judge.ts'],
    },
    ['met', 'alerts come after the act'],
  ),
];
