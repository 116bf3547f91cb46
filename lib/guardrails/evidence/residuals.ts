/** What a control does not prove, and what a person has to do about it. */
export interface Residual {
  readonly risk: string;
  readonly manualStep: string;
}

/** By the area of a rule: what no manifest and no Terraform resource can show. */
export const RESIDUALS: Readonly<Record<string, Residual>> = {
  IMG: {
    risk: 'A digest says which image runs, not that it is good; Terraform has no resource for signature rules and witnesses.',
    manualStep:
      'Make the witness in Security Center and the signature rule in Container Registry, on the key that is made.',
  },
  MDL: {
    risk: 'Weights that were bad before they were signed or copied stay bad.',
    manualStep: 'Record who evaluated the model, and sign the artifact after that.',
  },
  POD: {
    risk: 'The pod shares the kernel and the GPU driver with its node.',
    manualStep:
      'Patch the nodes; use a sandbox, or a node pool of its own, where the model or its code is not trusted.',
  },
  IDN: {
    risk: 'Bindings that others make later give the service account more than is written here.',
    manualStep:
      'Compare the bindings of the cluster with these files, and the trust policies of the RAM roles with the accounts.',
  },
  NET: {
    risk: 'A NetworkPolicy does nothing where the network does not enforce it.',
    manualStep:
      'Check that Terway runs in shared-ENI mode with NetworkPolicy on, and add a NetworkProbe, which tries it.',
  },
  MSH: {
    risk: 'Without its CNI plug-in the mesh injects pods that the namespace refuses; a pod without sidecar is not judged by it.',
    manualStep: 'Enable the CNI plug-in in Service Mesh, and check that the pods have their sidecar.',
  },
  API: {
    risk: 'Limits bound what a request costs. They do not stop prompt injection, or a model that says what it should not.',
    manualStep: 'Test the model against injection and leakage; filter what must not leave at the gateway.',
  },
  ENG: {
    risk: 'Arguments are read as they are written; an image can start its engine with others, or hold another program.',
    manualStep: 'Build or review the image, and compare the arguments in the log of the engine with those of the pod.',
  },
  GPU: {
    risk: 'Nothing here shows that memory of a GPU is cleared between pods, or that the container toolkit has its fixes.',
    manualStep: 'Keep one tenant on a node pool; compare driver and toolkit of the nodes with the bulletins.',
  },
  AVL: {
    risk: 'Zones, quotas and stocks of GPUs decide whether a lost replica comes back.',
    manualStep: 'Drain a node and see that the service goes on.',
  },
  ADM: {
    risk: 'A policy judges what is written after it is there, and an administrator can take it away.',
    manualStep: 'Look at what exists already with a scan, and watch the audit signal admission-change.',
  },
  CLU: {
    risk: 'The provider sends some settings only when they are switched on, and the console can change each later.',
    manualStep: 'Read the settings of the cluster back after it is made, and compare them again from time to time.',
  },
  NOD: {
    risk: 'What is installed on a node after it is made is not in these files.',
    manualStep: 'Run the CIS baseline check of Security Center on the nodes.',
  },
  REG: {
    risk: 'Scanners find what is known; blocking depends on a delivery chain that the console can change.',
    manualStep: 'Push an image with a known hole and see that it is blocked.',
  },
  AUD: {
    risk: 'A log that is written proves nothing while nobody reads its alerts.',
    manualStep: 'Do one act of each audit signal in a test cluster, and see that the alert arrives.',
  },
  DET: {
    risk: 'Terraform has no resource for container-escape rules and notifications of Security Center.',
    manualStep:
      'Switch on Proactive Defense for Containers and its notifications in the console; start a shell in a test pod.',
  },
};

/** Area of a rule: the second part of its id. */
export function areaOf(ruleId: string): string {
  return ruleId.split('-')[1];
}
