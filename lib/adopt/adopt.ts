import { Adopted } from './adopted';
import { Server, serversIn } from './find-servers';
import { Fate, Ledger, Row } from './ledger';
import { readArguments } from './read-arguments';
import { markContainer, readEnvironment, readGpu, readResources } from './read-container';
import { markOther, markWorkload, readScale } from './read-object';
import { markPod, readModel, readPodNumbers, readReferences } from './read-pod';
import { directoriesOf, isName, readVolumes } from './read-volumes';
import { writeProgram } from './write-program';
import { checkRefusedImages, checkVersion } from '../engines';
import { LAUNCHES } from '../engines/launches';
import { Manifest } from '../objects/manifest';
import { isSystemNamespace } from '../objects/system-namespaces';

/** A program that makes the services of manifests, and what became of every field. */
export interface Adoption {
  readonly program: string;
  readonly services: readonly Adopted[];
  readonly rows: readonly Row[];
}

/** Stands for the digest that somebody has to look up: no image has it, so that nothing else is pulled instead. */
const NO_DIGEST = `sha256:${'0'.repeat(64)}`;

/** Namespace of objects that name none. */
const NAMESPACE = 'inference';

/** Reads manifests and writes the program of their inference servers. */
export function adopt(manifests: readonly Manifest[]): Adoption {
  const ledgers = manifests.map((manifest) => new Ledger(manifest));
  const services: Adopted[] = [];
  for (const ledger of ledgers) {
    const servers = withoutWorkers(serversIn(ledger));
    if (servers.length === 0) {
      markOther(ledger);
      continue;
    }
    markWorkload(ledger);
    for (const server of servers) {
      services.push(readServer(server, nameFor(server, servers.length > 1, services)));
    }
  }
  return { services, program: writeProgram(services), rows: ledgers.flatMap((ledger) => ledger.rows()) };
}

/** Pods of one group are one service: the leader serves, and the library writes its workers. */
function withoutWorkers(servers: readonly Server[]): Server[] {
  const groups = new Map<unknown, Server>();
  for (const server of servers) {
    const group = server.around.find(({ value }) => Number.isInteger(value.size))?.value ?? server;
    const first = groups.get(group);
    if (first === undefined) {
      groups.set(group, server);
    } else {
      const [leader, worker] = /\bleaderTemplate\b/.test(server.specPath) ? [server, first] : [first, server];
      groups.set(group, leader);
      worker.ledger.mark(
        worker.specPath,
        Fate.HARDENED,
        'workers are written from the same properties as their leader',
      );
    }
  }
  return [...groups.values()];
}

function nameFor({ ledger, around }: Server, isOneOfMany: boolean, before: readonly Adopted[]): string {
  const role = around.find(({ value, path }) => path !== '' && typeof value.name === 'string')?.value.name as string;
  const parts = [ledger.manifest.metadata?.name ?? ledger.manifest.kind, isOneOfMany ? role : undefined];
  const name = parts
    .filter(Boolean)
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
  const taken = before.map((service) => service.name);
  return Array.from({ length: taken.length + 1 }, (_, index) =>
    index === 0 ? name || 'server' : `${name}-${index + 1}`,
  ).find((candidate) => !taken.includes(candidate))!;
}

function readServer(server: Server, name: string): Adopted {
  markPod(server);
  markContainer(server);
  const { scratch, secrets } = readVolumes(server);
  const { replicas, nodes } = readScale(server);
  const image = readImage(server);
  const gpu = readGpu(server);
  const read = readArguments(server, { version: image.version, gpus: gpu.whole, nodes });
  return {
    name,
    namespace: readNamespace(server.ledger),
    engine: server.engine,
    ...image,
    args: read.args,
    budget: read.budget,
    environment: readEnvironment(server),
    model: readModel(server, read),
    gpu,
    nodes,
    isKserve: server.ledger.manifest.kind === 'InferenceService',
    replicas,
    pod: { ...readResources(server, directoriesOf(server, scratch, gpu.whole)), ...readPodNumbers(server), scratch },
    references: readReferences(server),
    secrets,
  };
}

function readNamespace(ledger: Ledger): string {
  const namespace = ledger.manifest.metadata?.namespace ?? NAMESPACE;
  if (isName(namespace) && !isSystemNamespace(namespace)) {
    return namespace;
  }
  const why = isName(namespace) ? 'a namespace of the system' : 'not the name of a namespace';
  ledger.mark('metadata.namespace', Fate.REFUSED, `${why}; ${NAMESPACE} is written`);
  return NAMESPACE;
}

/** Image with a digest, and the version of the engine: that of the tag, or the one that the library describes. */
function readImage({ container, containerPath, engine, profile, ledger }: Server): Pick<Adopted, 'image' | 'version'> {
  const text =
    typeof container.image === 'string'
      ? container.image
      : `registry.example.com/${LAUNCHES[engine].officialImages[0]}`;
  const [tagged, digest] = text.split('@');
  const [, repository, tag = ''] = /^(.*?)(?::([^/:]+))?$/.exec(tagged)!;
  const [first, ...rest] = repository.split('/');
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const image = `${hasHost ? '' : 'docker.io/'}${rest.length > 0 ? '' : 'library/'}${repository}`.toLowerCase();
  const version = /^v?(\d+\.\d+(\.\d+)?)/.exec(tag)?.[1] ?? '';
  const isGood = version !== '' && checkVersion(profile, version, []).length === 0;
  const [refused] = checkRefusedImages(profile, image);
  const pinned = refused === undefined && digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest);
  ledger.mark(
    `${containerPath}.image`,
    pinned && isGood ? Fate.KEPT : Fate.DECIDE,
    [
      ...(refused === undefined ? [] : [refused.what, `${refused.fix}; ${image}-rebuilt is written`]),
      pinned ? 'image by digest' : `write its digest: ack-secure-inference images lock ${text}`,
      isGood
        ? ''
        : `${version || 'the version'} of ${profile.name} is unknown here or has known vulnerabilities: ${profile.describedVersion} is written`,
    ]
      .filter(Boolean)
      .join('; '),
  );
  return {
    image: `${image}${refused === undefined ? '' : '-rebuilt'}@${pinned ? digest : NO_DIGEST}`,
    version: isGood ? version : profile.describedVersion,
  };
}
