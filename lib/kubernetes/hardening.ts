import { ApiObject, Size } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ContainerRuntime } from './container-runtime';
import { containerSecurityContext, podSecurityContext } from './hardened-pod';
import { KubernetesVersion } from './kubernetes-version';
import { checkScratch, scratchMount, scratchVolume, ScratchVolume } from './scratch-volume';
import { Manifest } from '../objects/manifest';
import { notUnderstoodIn } from '../objects/places/not-understood';
import { containersOf, nameOf, podsOf, PodView, withEmbedded } from '../objects/pods';
import { describe, Problems } from '../private/problems';

/** Options of hardening. */
export interface HardeningOptions {
  /**
   * Numeric user of pods that name none, or root.
   *
   * @default 1001
   */
  readonly user?: number;

  /**
   * Numeric group of pods that name none, or root.
   *
   * @default 1001
   */
  readonly group?: number;

  /**
   * Directories that containers may write to, where nothing is mounted yet; the rest of the image is read-only.
   *
   * @default - /tmp, 1 GiB
   */
  readonly scratch?: ScratchVolume[];

  /**
   * Version of the cluster. It decides which fields exist.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetesVersion?: KubernetesVersion;

  /**
   * What runs containers on the nodes.
   *
   * @default ContainerRuntime.CONTAINERD_2
   */
  readonly containerRuntime?: ContainerRuntime;
}

interface Settings {
  readonly user: number;
  readonly group: number;
  readonly scratch: ScratchVolume[];
  readonly version: KubernetesVersion;
  readonly runtime: ContainerRuntime;
}

type Fields = Record<string, any>;

/** Fields that share something with the node, and that no hardened pod has. */
const SHARED_WITH_NODE = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace'];

/** Hardens workloads that you already have, whoever defined them: cdk8s-plus, a raw `ApiObject` or an included chart. */
export class Hardening {
  /**
   * Hardens every pod at or below a construct: init containers, sidecars and ephemeral containers included. It is applied
   * when the object is written, after patches, and after cdk8s-plus dropped the fields that it does not know.
   *
   * What cannot be decided here, such as a hostPath volume or an image without a digest, stops the synthesis.
   *
   * @param scope workload, chart or app
   * @param options user, writable directories and version
   * @throws InputError if a directory cannot be mounted
   */
  public static apply(scope: IConstruct, options: HardeningOptions = {}): void {
    const settings: Settings = {
      user: options.user ?? 1001,
      group: options.group ?? 1001,
      scratch: options.scratch ?? [{ name: 'tmp', path: '/tmp', size: Size.gibibytes(1) }],
      version: options.kubernetesVersion ?? KubernetesVersion.V1_34,
      runtime: options.containerRuntime ?? ContainerRuntime.CONTAINERD_2,
    };
    const problems = new Problems(scope.node.path);
    problems.add(...checkScratch(settings.scratch));
    problems.throwIfAny();

    const objects = scope.node
      .findAll()
      .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
    for (const object of objects) {
      const original = object.toJson.bind(object);
      object.toJson = () => harden(original(), settings);
    }
    scope.node.addValidation({
      validate: () => {
        // loaded when something is synthesized, since the rules need the CEL engine
        // eslint-disable-next-line @typescript-eslint/no-require-imports
        const { Checks } = require('../guardrails/synthesis/checks') as typeof import('../guardrails/synthesis/checks');
        const manifests = objects.map((object) => object.toJson() as Manifest);
        return [...Checks._ownErrors(objects, manifests), ...manifests.flatMap(notHardened)];
      },
    });
  }

  private constructor() {}
}

function harden(manifest: Manifest, settings: Settings): Manifest {
  const hardened = structuredClone(manifest);
  for (const { object } of withEmbedded(hardened)) {
    podsOf(object)
      .filter(isHardened)
      .forEach((pod) => hardenPod(pod, settings));
  }
  // Without undefined fields, and under jest of the realm that the CEL engine takes for maps.
  return JSON.parse(JSON.stringify(hardened)) as Manifest;
}

/** What runs because of an object and could not be hardened, since it is not written in it. */
function notHardened(manifest: Manifest): string[] {
  return withEmbedded(manifest).flatMap(({ object }) =>
    notUnderstoodIn(object)
      .filter(({ mayRun }) => mayRun)
      .map(({ path, message }) =>
        describe({
          what: 'workload cannot be hardened',
          got: [`${object.kind}/${nameOf(object)}`, path].filter(Boolean).join(' '),
          allowed: `objects whose pods are written in them (${message})`,
          fix: 'call Hardening.apply on the workloads beside it, and check the pods in the cluster with GuardrailPolicies',
        }),
      ),
  );
}

/** In pieces of pods an operator may know no field to harden, and texts are left as they are: the rules judge both. */
function isHardened({ piece, foundBy }: PodView): boolean {
  return piece === 'whole' && foundBy !== 'text';
}

function hardenPod(pod: PodView, settings: Settings): void {
  const spec = pod.spec as Fields;
  const containers = containersOf(pod).map(({ container }) => container as Fields);
  for (const field of SHARED_WITH_NODE) {
    delete spec[field];
  }
  spec.automountServiceAccountToken = false;
  spec.enableServiceLinks = false;
  spec.securityContext = {
    ...podSecurityContext(settings, settings.version, settings.runtime),
    ...withoutRoot(spec.securityContext),
    runAsNonRoot: true,
    seccompProfile: spec.securityContext?.seccompProfile?.localhostProfile
      ? spec.securityContext.seccompProfile
      : { type: 'RuntimeDefault' },
  };
  const added = settings.scratch.filter(({ path }) =>
    containers.some((container) => !mounts(container).some(({ mountPath }) => mountPath === path)),
  );
  spec.volumes = [...(spec.volumes ?? []), ...added.map(scratchVolume)];
  containers.forEach((container) => hardenContainer(container, added));
}

function hardenContainer(container: Fields, scratch: ScratchVolume[]): void {
  const given = container.securityContext ?? {};
  const { privileged, procMount, seccompProfile, runAsNonRoot, ...kept } = withoutRoot(given);
  const add = (given.capabilities?.add ?? []).filter((name: string) => name === 'NET_BIND_SERVICE');
  container.securityContext = {
    ...kept,
    ...containerSecurityContext(),
    ...(seccompProfile?.localhostProfile && { seccompProfile }),
    capabilities: { drop: ['ALL'], ...(add.length > 0 && { add }) },
  };
  const missing = scratch.filter(({ path }) => !mounts(container).some(({ mountPath }) => mountPath === path));
  container.volumeMounts = [...mounts(container), ...missing.map(scratchMount)];
}

function mounts(container: Fields): Fields[] {
  return container.volumeMounts ?? [];
}

/** A security context without the user and group of root, for which a default stands in. */
function withoutRoot(context: Fields = {}): Fields {
  return Object.fromEntries(
    Object.entries(context).filter(([field, value]) => !(['runAsUser', 'runAsGroup'].includes(field) && value === 0)),
  );
}
