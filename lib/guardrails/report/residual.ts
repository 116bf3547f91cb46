/** A risk that remains when every rule holds, since no manifest can take it away. */
export interface ResidualRisk {
  readonly id: string;
  readonly title: string;
  /** Why it remains. */
  readonly why: string;
  /** What lowers it. */
  readonly mitigation: string;
}

/** What a person has to do, since neither Kubernetes objects nor Terraform resources exist for it. */
export interface ManualStep {
  readonly id: string;
  readonly title: string;
  readonly where: string;
  readonly why: string;
}

export const RESIDUAL_RISKS: readonly ResidualRisk[] = [
  {
    id: 'RES-KERNEL',
    title: 'Containers share the kernel of the node',
    why: 'A flaw of the kernel or of the GPU driver reaches every pod of the node. ACK does not support GPUs in sandboxed containers.',
    mitigation: 'Give untrusted tenants nodes of their own or ACS GPU pods; apply node vulnerability fixes.',
  },
  {
    id: 'RES-GPU-MEMORY',
    title: 'Memory of a shared GPU is not isolated by hardware',
    why: 'cGPU and MPS divide memory in software; what a process leaves behind may be read by the next one.',
    mitigation: 'Share a GPU within one trust domain only; give sensitive models whole GPUs.',
  },
  {
    id: 'RES-PROMPT-INJECTION',
    title: 'Prompts can change what the model does',
    why: 'Requests that are valid for the API may still carry instructions. No field of a manifest tells them apart, and a prompt guard recognizes some of them only.',
    mitigation:
      'Put a prompt guard in front of the engine that fails closed; give tools of the model the least rights.',
  },
  {
    id: 'RES-MODEL-CONTENT',
    title: 'A signed model may still be poisoned',
    why: 'Digest and signature say who published the weights, not what they learned.',
    mitigation: 'Evaluate models before they are signed; keep the record of where weights and data came from.',
  },
  {
    id: 'RES-MODEL-EXTRACTION',
    title: 'Callers can learn a model from its answers',
    why: 'Limits on requests make it slower, not impossible.',
    mitigation: 'Limit and log by caller; look for callers that cover the input space.',
  },
  {
    id: 'RES-CACHE-TIMING',
    title: 'A shared prefix cache answers known prompts faster',
    why: 'The time to the first token tells a caller what another one asked before.',
    mitigation: 'Salt the cache for each tenant, or give tenants replicas of their own.',
  },
  {
    id: 'RES-METADATA',
    title: 'IMDSv2 alone does not keep pods from the role of the node',
    why: 'The metadata service of ECS has no limit of hops, so that a pod can ask for a token too.',
    mitigation: 'Keep the egress rule for the metadata address and a minimal worker role.',
  },
  {
    id: 'RES-ENFORCEMENT',
    title: 'Manifests ask, the cluster decides',
    why: 'NetworkPolicy is ignored without the Terway option, AuthorizationPolicy without a proxy. Terraform does not send some values, such as slb_internet_enabled = false.',
    mitigation: 'Test in the running cluster that what is denied is denied.',
  },
];

export const MANUAL_STEPS: readonly ManualStep[] = [
  {
    id: 'MAN-SIGNATURE-POLICY',
    title: 'Create the image signature verification policy',
    where: 'Security Center console, Container signature, or with kritis-validation-hook in the cluster',
    why: 'No Terraform resource exists for it. The hook covers neither bare pods nor images by tag.',
  },
  {
    id: 'MAN-ESCAPE-RULES',
    title: 'Switch on the rules against container escape',
    where: 'Security Center console, Proactive Defense for Containers (Ultimate)',
    why: 'No Terraform resource exists for them.',
  },
  {
    id: 'MAN-CONTAINER-FIREWALL',
    title: 'Define the container firewall',
    where: 'Security Center console, Container firewall',
    why: 'No Terraform resource exists for it.',
  },
  {
    id: 'MAN-NOTIFICATIONS',
    title: 'Say who is told of alerts',
    where: 'Security Center console, Settings, Notification settings',
    why: 'No Terraform resource exists for it; an alert that nobody reads detects nothing.',
  },
  {
    id: 'MAN-PRIVATE-ENDPOINT',
    title: 'Confirm after the apply that the API server has no public address',
    where: 'ACK console, cluster, Basic information, or `aliyun cs DescribeClusterDetail`',
    why: 'The provider does not send slb_internet_enabled = false; the default of the API decides.',
  },
];
