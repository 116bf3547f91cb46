import { EmittedObject } from '../contribution';
import { directoryOf } from './jobs';
import { FURTHER_MODEL_DIGESTS, MODEL_DIGEST, NOT_PRUNED } from '../../kubernetes/labels';
import { namespaceNamed } from '../../kubernetes/namespace-selector';

/** Digest that a pod says it serves. */
const DIGEST = `object.metadata.?annotations[?'${MODEL_DIGEST}'].orValue('')`;

/** Digests of its adapters and draft model. */
const FURTHER = `object.metadata.?annotations[?'${FURTHER_MODEL_DIGESTS}'].orValue('').split(',')`;

const PODS = {
  resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
};

/** A published model and the job that verified it. */
export interface Record {
  readonly policy: string;
  readonly namespace: string;
  readonly digest: string;
  readonly job: EmittedObject;
}

/**
 * Refuses pods that serve a model before the job that verifies it has succeeded. The job is the record: the API server
 * says of it how it ended, and it says itself what it ran. One of the same name that ran something else is none.
 */
export function recordPolicy({ policy, namespace, digest, job }: Record): EmittedObject[] {
  return policyObjects(
    policy,
    namespace,
    {
      paramKind: { apiVersion: 'batch/v1', kind: 'Job' },
      matchConditions: [{ name: 'digest', expression: `${DIGEST} == '${digest}' || '${digest}' in ${FURTHER}` }],
      validations: [
        {
          expression: 'params.?status.?succeeded.orValue(0) > 0',
          message: `model ${digest} is not verified: Job ${namespace}/${job.name} has not succeeded. Fix: see its log`,
          reason: 'Forbidden',
        },
        {
          expression: ranExpression((job.body as { spec: { template: { spec: PublishingPod } } }).spec.template.spec),
          message: `model ${digest} is not verified: Job ${namespace}/${job.name} ran something else. Fix: delete it, and apply it again`,
          reason: 'Forbidden',
        },
      ],
    },
    { paramRef: { name: job.name, namespace, parameterNotFoundAction: 'Deny' } },
    NOT_PRUNED,
  );
}

/** What of a job decides what it ran, and on which files. */
interface PublishingPod {
  readonly containers: {
    readonly image: string;
    readonly command: string[];
    readonly args: string[];
    readonly volumeMounts: { readonly name: string; readonly mountPath: string }[];
  }[];
  readonly volumes: {
    readonly name: string;
    readonly configMap?: { readonly name: string };
    readonly persistentVolumeClaim?: { readonly claimName: string };
  }[];
}

/** Holds for a job whose only container ran this program as it was meant to, on these volumes. */
function ranExpression({ containers: [container], volumes }: PublishingPod): string {
  const { image, command, args, volumeMounts } = container;
  const mounts = volumeMounts.map(({ name, mountPath }) => list([name, mountPath, '']));
  const sources = volumes.map(({ name, configMap, persistentVolumeClaim }) =>
    list([name, configMap?.name ?? '', persistentVolumeClaim?.claimName ?? '']),
  );
  const spec = 'params.spec.template.spec';
  const conditions = [
    `c.image == ${text(image)}`,
    `c.?command.orValue([]) == ${list(command)}`,
    `c.?args.orValue([]) == ${list(args)}`,
    `c.?volumeMounts.orValue([]).map(m, [m.name, m.mountPath, m.?subPath.orValue('')]) == [${mounts.join(', ')}]`,
    ...['env', 'envFrom'].map((field) => `c.?${field}.orValue([]).size() == 0`),
    '!has(c.lifecycle)',
  ];
  return [
    `${spec}.containers.size() == 1`,
    `${spec}.?initContainers.orValue([]).size() == 0`,
    `${spec}.containers.all(c, ${conditions.join(' && ')})`,
    `${spec}.?volumes.orValue([]).map(v, [v.name, v.?configMap.?name.orValue(''), ` +
      `v.?persistentVolumeClaim.?claimName.orValue('')]) == [${sources.join(', ')}]`,
  ].join(' && ');
}

/** What serves from the volumes of verified models. */
export interface ServedModels {
  readonly policy: string;
  readonly namespace: string;
  readonly digests: readonly string[];
  readonly claims: readonly string[];
  /** Service accounts of the jobs that publish. */
  readonly publishers: readonly string[];
}

/** Refuses servers of models that nobody verified, and other looks at the volume than one model, read-only. */
export function servedPolicy({ policy, namespace, digests, claims, publishers }: ServedModels): EmittedObject[] {
  const mounts = (containers: string) =>
    `object.spec.?${containers}.orValue([]).all(c, c.?volumeMounts.orValue([]).all(m, !(m.name in variables.volumes) ` +
    `|| (m.?readOnly.orValue(false) && m.?subPath.orValue('') in variables.directories)))`;
  const claim = "v.?persistentVolumeClaim.?claimName.orValue('')";
  const directories = digests.map((digest) => `${text(digest)}: ${text(directoryOf(digest))}`).join(', ');
  return policyObjects(
    policy,
    namespace,
    {
      matchConditions: [
        { name: 'not-publisher', expression: `!(object.spec.?serviceAccountName.orValue('') in ${list(publishers)})` },
      ],
      variables: [
        { name: 'digest', expression: DIGEST },
        { name: 'directory', expression: `{${directories}}[?variables.digest].orValue('none')` },
        {
          name: 'directories',
          expression: `[variables.directory] + ${FURTHER}.filter(d, d in {${directories}}).map(d, {${directories}}[d])`,
        },
        { name: 'claimed', expression: `object.spec.?volumes.orValue([]).filter(v, ${claim} in ${list(claims)})` },
        { name: 'volumes', expression: 'variables.claimed.map(v, v.name)' },
      ],
      validations: [
        {
          expression: `object.metadata.?labels[?'app.kubernetes.io/component'].orValue('') != 'inference-server' || variables.directory != 'none'`,
          message: `the pod serves a model that is not verified. Fix: give the service the source of a VerifiedModel`,
          reason: 'Forbidden',
        },
        {
          expression:
            'variables.claimed.all(v, v.persistentVolumeClaim.?readOnly.orValue(false)) && ' +
            ['containers', 'initContainers'].map(mounts).join(' && '),
          message: `verified models are mounted read-only, and by the directory of the digest that the pod carries. Fix: give the service the source of a VerifiedModel`,
          reason: 'Forbidden',
        },
      ],
    },
    {},
  );
}

function policyObjects(
  name: string,
  namespace: string,
  spec: object,
  binding: object,
  annotations?: EmittedObject['annotations'],
): EmittedObject[] {
  const group = 'admissionregistration.k8s.io/v1';
  const namespaceSelector = namespaceNamed(namespace);
  return [
    {
      apiVersion: group,
      kind: 'ValidatingAdmissionPolicy',
      name,
      annotations,
      isClusterWide: true,
      body: { spec: { failurePolicy: 'Fail', matchConstraints: PODS, ...spec } },
    },
    {
      apiVersion: group,
      kind: 'ValidatingAdmissionPolicyBinding',
      name,
      annotations,
      isClusterWide: true,
      body: {
        spec: { policyName: name, validationActions: ['Deny'], matchResources: { namespaceSelector }, ...binding },
      },
    },
  ];
}

function list(values: readonly string[]): string {
  return `[${values.map(text).join(', ')}]`;
}

/** A string of CEL, whose escapes are those of JSON. */
function text(value: string): string {
  return JSON.stringify(value);
}
