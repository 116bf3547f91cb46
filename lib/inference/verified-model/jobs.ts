import { VerifiedModelProps } from './props';
import { containerSecurityContext } from '../../kubernetes/hardened-pod';
import { LABEL_PREFIX, NO_MESH } from '../../kubernetes/labels';
import { Contribution, EmittedObject } from '../contribution';
import { jobOutsideMesh } from '../job-outside-mesh';
import { MOST_CPUS, NODE } from '../model-verification/model-verification';

/** Which pods of a verified model they are. */
export type Stage = 'fetch' | 'publish';

/** A model on its way, with names for what it needs. */
export interface Transfer {
  readonly name: string;
  readonly props: VerifiedModelProps;
}

const STAGE = `${LABEL_PREFIX}model-stage`;
const INCOMING = '/incoming';
const PUBLISHED = '/published';
const MARKER = 'mark';
const RETRIES = 4;
const DEADLINE_SECONDS = 6 * 60 * 60;

/** Directory of a model on both volumes: another model is another directory. */
export function directoryOf(digest: string): string {
  return digest.replace(':', '-');
}

export function stageLabels({ name }: Transfer, stage: Stage): Record<string, string> {
  return { 'app.kubernetes.io/instance': name, [STAGE]: stage };
}

export function stageName({ name }: Transfer, stage: Stage): string {
  return `${name}-${stage}`;
}

/** Fetches the model, then says that it is there: what fetches runs to its end before. */
export function fetchJob(transfer: Transfer): EmittedObject {
  const { fetch, digest, incomingClaim } = transfer.props;
  const directory = `${INCOMING}/${directoryOf(digest)}`;
  const identity = fetch.identity._contribution({ withoutCredentials: [MARKER] });
  const mount = { name: 'incoming', mountPath: INCOMING };
  const resources = { cpu: '2', memory: '2048Mi', 'ephemeral-storage': '1088Mi' };
  const small = { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '16Mi' };
  const script = "require('node:fs').writeFileSync(process.argv[1], '')";
  return job(transfer, 'fetch', identity, {
    initContainers: [
      {
        name: 'fetch',
        image: fetch.image,
        imagePullPolicy: 'IfNotPresent',
        command: fetch.command,
        args: fetch.args,
        env: [{ name: 'MODEL_DIRECTORY', value: directory }, { name: 'HOME', value: '/tmp' }, ...(identity.env ?? [])],
        resources: { requests: resources, limits: resources },
        securityContext: containerSecurityContext(),
        terminationMessagePolicy: 'FallbackToLogsOnError',
        volumeMounts: [mount, { name: 'tmp', mountPath: '/tmp' }, ...(identity.mounts ?? [])],
      },
    ],
    containers: [
      {
        ...transfer.props.verification._program(transfer.name, 1, []).container,
        name: MARKER,
        command: [NODE, '-e', script, `${directory}.fetched`],
        resources: { requests: small, limits: small },
        volumeMounts: [mount],
      },
    ],
    volumes: [
      { name: 'incoming', persistentVolumeClaim: { claimName: incomingClaim } },
      { name: 'tmp', emptyDir: { sizeLimit: '1024Mi' } },
      ...(identity.volumes ?? []),
    ],
  });
}

/** Copies what was fetched, verifies the copy, and gives it its name. */
export function publishJob(transfer: Transfer): EmittedObject {
  const { name, verification, digest, format, incomingClaim, publishedClaim, sbom = false } = transfer.props;
  const { container, volume } = verification._program(transfer.name, MOST_CPUS / 2, [
    { name: 'incoming', mountPath: INCOMING, readOnly: true },
    { name: 'published', mountPath: PUBLISHED },
  ]);
  const directory = directoryOf(digest);
  const to = `${PUBLISHED}/${directory}`;
  const inventory = sbom ? [`--sbom=${to}.cdx.json`, `--sbom-name=${name}`] : [];
  const args = [...verification._publishArgs(`${INCOMING}/${directory}`, to, format, digest), ...inventory];
  return job(
    transfer,
    'publish',
    {},
    {
      containers: [{ ...container, name: 'publish', args }],
      volumes: [
        { name: 'incoming', persistentVolumeClaim: { claimName: incomingClaim, readOnly: true } },
        { name: 'published', persistentVolumeClaim: { claimName: publishedClaim } },
        volume,
      ],
    },
  );
}

function job(transfer: Transfer, stage: Stage, { labels, annotations }: Contribution, pod: object): EmittedObject {
  const { deadlineSeconds = DEADLINE_SECONDS, kubernetesVersion } = transfer.props;
  const name = stageName(transfer, stage);
  return jobOutsideMesh({
    name,
    serviceAccountName: name,
    labels: { ...stageLabels(transfer, stage), ...NO_MESH, ...labels },
    annotations,
    isRecord: stage === 'publish',
    kubernetesVersion,
    platform: transfer.props,
    limits: { backoffLimit: RETRIES, activeDeadlineSeconds: deadlineSeconds },
    pod,
  });
}
