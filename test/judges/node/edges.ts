import { DNS_PORT, Neighbour, UNDECLARED } from './neighbours';
import { Node, Question, Reply } from './node';
import { MapReading } from './reachability';

/** What was tried, and where the map says something else than what happened. */
export interface Tried {
  /** How many attempts the map allows, and how many it does not. */
  readonly allowed: number;
  readonly denied: number;
  readonly different: readonly string[];
}

/** A request with what the map says of it. */
export interface Case {
  readonly question: Question;
  readonly text: string;
  readonly expected: boolean;
}

/**
 * Addresses outside of the cluster, all of which answer here: a store of OSS in Alibaba Cloud's network, the metadata of the
 * machine, a documentation network (RFC 5737) for the internet.
 */
const OUTSIDE = [
  { ip: '100.64.0.10', ports: [443, UNDECLARED] },
  { ip: '100.100.100.200', ports: [80, 443] },
  { ip: '203.0.113.1', ports: [80, 443] },
];

/**
 * Tries every pair of pods, in both directions, and every pod with the world, by requests that the pods really send.
 *
 * @param sources who asks; by default all
 */
export function tryEdges(
  node: Node,
  neighbours: readonly Neighbour[],
  objects: readonly any[],
  sources: readonly Neighbour[] = neighbours,
): Tried {
  const reading = new MapReading(objects);
  return tryCases(node, sources, (source) => [
    ...neighbours.flatMap((target) => pairCases(reading, source, target)),
    ...outsideCases(reading, source),
  ]);
}

/** Sends the requests of every source, and says which of them went another way than the map says. */
export function tryCases(node: Node, sources: readonly Neighbour[], casesOf: (source: Neighbour) => Case[]): Tried {
  const tried = sources.filter(canAsk).flatMap((source) => {
    const cases = casesOf(source);
    const questions = cases.map(({ question }) => question);
    const replies = node.ask(source.pod, source.namespace, source.container!, questions);
    return cases.map((each, index) => ({ ...each, reply: replies[index] }));
  });
  return {
    allowed: tried.filter(({ expected }) => expected).length,
    denied: tried.filter(({ expected }) => !expected).length,
    different: tried
      .filter(({ expected, reply }) => expected !== (reply.status === 200))
      .map(({ text, expected, reply }) => `${text}: the map says ${expected ? 'yes' : 'no'}, it ${wordsOf(reply)}`),
  };
}

const canAsk = ({ container }: Neighbour): boolean => container !== undefined;

function pairCases(reading: MapReading, source: Neighbour, target: Neighbour): Case[] {
  if (source.pod === target.pod) {
    return [];
  }
  return target.ports.map((port) => ({
    question: { method: 'GET', url: urlOf(target.ip, port) },
    text: `${nameOf(source)} to ${nameOf(target)} port ${port}`,
    expected: reading.allows(source, target, { port, method: 'GET', path: '/' }),
  }));
}

/** Who answers on the port of DNS speaks no HTTP: to be connected is all there is. */
function urlOf(ip: string, port: number): string {
  return port === DNS_PORT ? `tcp://${ip}:${port}` : `http://${ip}:${port}/`;
}

function outsideCases(reading: MapReading, source: Neighbour): Case[] {
  return OUTSIDE.flatMap(({ ip, ports }) =>
    ports.map((port) => ({
      question: { method: 'GET', url: `http://${ip}:${port}/` },
      text: `${nameOf(source)} to ${ip} port ${port}`,
      expected: reading.allowsAddress(source, ip, port),
    })),
  );
}

export function nameOf({ workload, namespace, pod }: Neighbour): string {
  return workload ?? `Pod ${namespace}/${pod}`;
}

function wordsOf({ status, error }: Reply): string {
  return status === undefined ? `was ${error}` : `answered ${status}`;
}
