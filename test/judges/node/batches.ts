import { containersOf, podOf } from './platform';
import { kubernetesExamples, manifestFiles, manifests, COMBINATIONS } from '../cluster/example-output';

/** What is changed in pods before they are applied, and why. Everything else is as it was emitted. */
export const CHANGED = {
  'imagePullPolicy: Always': 'is IfNotPresent here: images are on the node, and there is no registry',
  ValidatingAdmissionPolicies:
    'are left out: pods that call from outside have images by tag here; test/judges/cluster applies examples under their policies',
};

const ADMISSION = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];

const isRunHere = ({ kind }: any): boolean => !ADMISSION.includes(kind);

/** An object as it is applied. */
function applied(object: any): any {
  const text = JSON.stringify(object);
  return JSON.parse(text.replaceAll('"imagePullPolicy":"Always"', '"imagePullPolicy":"IfNotPresent"'));
}

/** An example with what it writes. */
export interface Example {
  readonly name: string;
  readonly files: readonly string[];
  readonly objects: readonly any[];
}

/** Why workloads of examples, by what their names begin with, do not run here. What is not named has to. */
export const NOT_RUN: Readonly<Record<string, string>> = {
  'prompt-guard/Deployment/guard': 'wants a node whose GPUs are shared, and this one hands out whole ones',
  'signed-model/Deployment/': 'wants a model that its key has signed: signed-model.judge.ts runs it with one',
  'verified-model/':
    'wants a bucket with a model of its digest, which nothing here serves; test/judges/model-guard runs its jobs',
  'image-volume/Deployment/nim': 'asks for GPUs by dynamic resource allocation, for which this node has no driver',
  'gateway/LeaderWorkerSet/large': 'the controller of LeaderWorkerSets is not there',
  'endpoint-picker/':
    'its picker is probed by gRPC, which no stand-in answers; test/judges/cluster runs the picker itself',
  'canary/': 'its services are that of gateway twice; test/judges/mesh sends requests to both',
  'token-budgets/':
    'its engine is that of gateway; its rate limit service is probed by gRPC, which no stand-in answers, and test/judges/mesh runs it',
  'multi-node/LeaderWorkerSet/large': 'the controller of LeaderWorkerSets is not there',
  'own-workload/InferenceService/answers': 'KServe is not there',
};

const RUN = ['Deployment', 'Job'];
const RUN_BY_OTHERS = ['LeaderWorkerSet', 'InferenceService', 'StatefulSet', 'RoleBasedGroup'];

/** Everything among the objects of examples that has pods, by name. */
export function allWorkloads(): string[] {
  return synthesized().flatMap(({ name, objects }) =>
    objects.filter(({ kind }) => [...RUN, ...RUN_BY_OTHERS].includes(kind)).map((object) => keyIn(name, object)),
  );
}

const keyIn = (example: string, { kind, metadata }: any): string => `${example}/${kind}/${metadata.name}`;

const isLeftOut = (workload: string): boolean => Object.keys(NOT_RUN).some((start) => workload.startsWith(start));

export function workloadsOf({ name, objects }: Example): any[] {
  return objects.filter((object) => RUN.includes(object.kind) && !isLeftOut(keyIn(name, object)));
}

export function examples(): Example[] {
  return synthesized().filter((example) => workloadsOf(example).length > 0);
}

function synthesized(): Example[] {
  return kubernetesExamples()
    .filter((name) => name !== COMBINATIONS)
    .map((name) => {
      const files = manifestFiles(name);
      return { name, files, objects: files.flatMap(manifests).filter(isRunHere).map(applied) };
    });
}

/** Examples side by side, as long as no two of them write the same object. */
export function batchesOf(all: readonly Example[]): Example[][] {
  const batches: Example[][] = [];
  for (const example of all) {
    const keys = example.objects.map(keyOf);
    const free = batches.find(
      (batch) => !batch.flatMap(({ objects }) => objects.map(keyOf)).some((key) => keys.includes(key)),
    );
    if (free) {
      free.push(example);
    } else {
      batches.push([example]);
    }
  }
  return batches;
}

const keyOf = ({ kind, metadata }: any): string => `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;

/** TCP ports that containers of a workload declare. */
export function portsOf(workload: any): number[] {
  return containersOf(podOf(workload)).flatMap(({ ports }) => (ports ?? []).map((port: any) => port.containerPort));
}

/** Who may call, as policies name them: a namespace with labels of pods, and the identity that the mesh asks for there. */
export interface CallerPod {
  readonly name: string;
  readonly namespace: string;
  readonly account: string;
  readonly labels: Record<string, string>;
}

/** A pod for each peer that policies let in by labels or by namespace, except peers that the objects run themselves. */
export function callersOf(objects: readonly any[]): CallerPod[] {
  const accounts = new Map(
    objects
      .filter(({ kind }) => kind === 'AuthorizationPolicy')
      .flatMap(({ spec }) => spec.rules ?? [])
      .flatMap(({ from }: any) => from ?? [])
      .flatMap(({ source }: any) => source.principals ?? [])
      .flatMap((principal: string) => {
        const [, namespace, account] = /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal) ?? [];
        return namespace ? [[namespace, account] as const] : [];
      }),
  );
  const peers = objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .flatMap(({ spec }) => (spec.ingress ?? []).flatMap(({ from }: any) => from ?? []))
    .flatMap(({ namespaceSelector, podSelector }: any) => {
      const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
      return namespace ? [{ namespace, labels: podSelector?.matchLabels ?? {} }] : [];
    });
  const isRun = ({ namespace, labels }: { namespace: string; labels: object }) =>
    objects.some(
      (object) =>
        object.metadata.namespace === namespace &&
        Object.entries(labels).length > 0 &&
        Object.entries(labels).every(([name, value]) => object.spec?.template?.metadata?.labels?.[name] === value),
    );
  const callers = new Map(peers.filter((peer) => !isRun(peer)).map((peer) => [JSON.stringify(peer), peer]));
  return [...callers.values()].map(({ namespace, labels }, index) => ({
    ...{ name: `caller-${index}`, namespace, labels },
    account: accounts.get(namespace) ?? 'default',
  }));
}
