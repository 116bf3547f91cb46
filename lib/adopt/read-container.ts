import { AdoptedGpu, AdoptedPod } from './adopted';
import { Server } from './find-servers';
import { Fate, FieldNote } from './ledger';
import { Directories } from './read-volumes';
import { checkEnvironment } from '../engines';
import { quantityOf } from '../objects/quantity';
import { describe } from '../private/problems';
import { checkSecrets } from '../private/secrets';

const MIB = 1024 * 1024;

const CONTAINER_NOTES: readonly FieldNote[] = [
  [/^name$/, Fate.HARDENED, 'the container is named after the engine'],
  [
    /^(startup|readiness|liveness)Probe\b/,
    Fate.HARDENED,
    'probes on the health routes of the engine, as long as the model takes to load',
  ],
  [
    /^securityContext\.(privileged|capabilities\.add|procMount|windowsOptions)\b/,
    Fate.REFUSED,
    'the container would leave its isolation',
  ],
  [/^securityContext\b/, Fate.HARDENED, 'not root, read-only root, no capabilities, seccomp RuntimeDefault'],
  [/^imagePullPolicy$/, Fate.HARDENED, 'an image by digest is what it is, whenever it is pulled'],
  [/^ports\b/, Fate.HARDENED, 'the engine listens on the port of its profile, and the Service names it'],
  [/^lifecycle\.preStop\b/, Fate.HARDENED, 'running requests are finished when the pod is stopped'],
  [/^terminationMessage(Path|Policy)$/, Fate.HARDENED, 'the default'],
  [/^volumeMounts\[\d+\]/, Fate.DECIDE, 'mounted from a volume that the program does not hold'],
  [
    /^(modelFormat|runtime|protocolVersion|storageUri)\b/,
    Fate.HARDENED,
    'the engine and its model are named by the program',
  ],
  [/^modelFormat\.version$/, Fate.DECIDE, 'the library does not choose by the version of a format'],
];

export function markContainer({ ledger, containerPath }: Server): void {
  ledger.markBelow(containerPath, CONTAINER_NOTES);
}

/** Variables that can be kept, by name. */
export function readEnvironment({ ledger, container, containerPath, profile }: Server): Record<string, string> {
  const environment: Record<string, string> = {};
  const variables = Array.isArray(container.env) ? (container.env as { name?: unknown; value?: unknown }[]) : [];
  variables.forEach((variable, index) => {
    const path = `${containerPath}.env[${index}]`;
    const { name, value } = variable ?? {};
    if (typeof name !== 'string' || typeof value !== 'string') {
      ledger.mark(path, Fate.DECIDE, 'not a literal value: mount a Secret with SecretMount, or write the value');
      return;
    }
    const problems = [
      ...checkEnvironment(profile, { [name]: value }),
      ...checkSecrets({ [`variable ${name}`]: value }),
    ];
    if (problems.length > 0 || value.includes('$')) {
      const note =
        problems.length > 0 ? describe({ ...problems[0], got: name }) : 'it is completed when the container starts';
      ledger.mark(path, Fate.REFUSED, note);
      return;
    }
    ['name', 'value'].forEach((field) => ledger.markField(`${path}.${field}`, Fate.KEPT, 'environment of the engine'));
    environment[name] = value;
  });
  return environment;
}

/** GPUs of a pod: whole ones, a partition, or a whole one in place of a share. */
export function readGpu({ ledger, container, containerPath }: Server): AdoptedGpu {
  const limits = { ...container.resources?.requests, ...container.resources?.limits } as Record<string, unknown>;
  const mark = (name: string, fate: Fate, note: string) =>
    ['limits', 'requests'].forEach((list) =>
      ledger.markField(`${containerPath}.resources.${list}[${JSON.stringify(name)}]`, fate, note),
    );
  for (const [name, value] of Object.entries(limits)) {
    const count = quantityOf(value);
    const mig = /^nvidia\.com\/mig-(.+)$/.exec(name)?.[1];
    if (count === undefined || !Number.isInteger(count) || count < 1) {
      continue;
    }
    if (name === 'nvidia.com/gpu' && count <= 16) {
      mark(name, Fate.KEPT, `Gpu.exclusive(${count})`);
      return { expression: `Gpu.exclusive(${count})`, whole: count };
    }
    if (mig !== undefined && count === 1) {
      mark(name, Fate.KEPT, `Gpu.mig('${mig}')`);
      return { expression: `Gpu.mig('${mig}')`, whole: 0, mig };
    }
    if (name === 'aliyun.com/gpu-mem') {
      const share = `Gpu.shared({ memoryGiB: ${count} })`;
      mark(
        name,
        Fate.DECIDE,
        `a whole GPU is written: pods on one card share its faults. For a share, write ${share} and accept SAI-GPU-004`,
      );
      return { expression: 'Gpu.exclusive(1)', whole: 1 };
    }
  }
  return { expression: 'Gpu.none()', whole: 0 };
}

/**
 * CPU, memory and disk: the limit, or the request where there is none. Both are one number afterwards. What the directories of the
 * pod would fill is left to the default.
 */
export function readResources(
  server: Server,
  directories: Directories,
): Pick<AdoptedPod, 'cpu' | 'memoryMiB' | 'ephemeralStorageMiB'> {
  const amount = (name: string): number | undefined => {
    const { limits, requests } = server.container.resources ?? {};
    const value = quantityOf(limits?.[name] ?? requests?.[name]);
    for (const list of ['limits', 'requests']) {
      const isKept = limits?.[name] === undefined || list === 'limits';
      const note = isKept ? `PodOptions, requested and at most` : 'the limit is requested too, so that it is there';
      server.ledger.mark(`${server.containerPath}.resources.${list}.${name}`, isKept ? Fate.KEPT : Fate.HARDENED, note);
    }
    return value !== undefined && value > 0 ? value : undefined;
  };
  const disk = `${server.containerPath}.resources`;
  const storage = quantityOf(
    server.container.resources?.limits?.['ephemeral-storage'] ??
      server.container.resources?.requests?.['ephemeral-storage'],
  );
  ['limits', 'requests'].forEach((list) =>
    server.ledger.mark(
      `${disk}.${list}.ephemeral-storage`,
      Fate.KEPT,
      'PodOptions.ephemeralStorage, requested and at most',
    ),
  );
  const holding = (name: string, bytes: number | undefined, used: number): number | undefined => {
    const mebibytes = bytes && Math.ceil(bytes / MIB);
    if (mebibytes === undefined || mebibytes > used) {
      return mebibytes || undefined;
    }
    const note = `directories of the pod hold up to ${used} MiB of it: the default is written`;
    ['limits', 'requests'].forEach((list) => server.ledger.mark(`${disk}.${list}.${name}`, Fate.HARDENED, note));
    return undefined;
  };
  return {
    cpu: amount('cpu'),
    memoryMiB: holding('memory', amount('memory'), directories.memoryMiB),
    ephemeralStorageMiB: holding('ephemeral-storage', storage, directories.diskMiB),
  };
}
