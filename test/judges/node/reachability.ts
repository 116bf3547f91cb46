import { modelsOf } from '../../../lib/effective/models';
import { ReachabilityMap } from '../../../lib/guardrails/reachability/reachability-map';
import { ReachableEdge } from '../../../lib/guardrails/reachability/reachable-edge';

/** A pod as the map sees it. */
export interface Party {
  /** Name of the pod. */
  readonly pod: string;
  readonly namespace: string;
  readonly account: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  /** As edges name its workload; undefined for a pod of nobody's manifests. */
  readonly workload?: string;
}

/** A request to a port. */
export interface Attempt {
  readonly port: number;
  readonly method: string;
  readonly path: string;
}

/** What edges of the reachability map, read as sentences, say of a request from one pod to another. */
export class MapReading {
  private readonly edges: readonly ReachableEdge[];

  public constructor(objects: readonly any[]) {
    const map = new ReachabilityMap(modelsOf(objects));
    this.edges = map.edges();
  }

  /** Whether an edge leads from the source and one into the target. Pods of nobody's manifests have all of them. */
  public allows(source: Party, target: Party, attempt: Attempt): boolean {
    const out = this.edges.filter((edge) => edge.source === source.workload);
    const into = this.edges.filter((edge) => edge.target === target.workload);
    const leaves =
      source.workload === undefined ||
      out.some(({ target: peer, ...edge }) => is(peer, target, source) && fits(edge, attempt));
    const enters =
      target.workload === undefined ||
      into.some(({ source: peer, ...edge }) => is(peer, source, target) && fits(edge, attempt));
    return leaves && enters;
  }

  /** Methods and paths that edges into the target name, for whomever; a path for each pattern. */
  public declaredFor(target: Party, port: number): [method: string, path: string][] {
    const into = this.edges.filter((edge) => edge.target === target.workload && isPort(edge.port, port));
    const pairs = into.flatMap(({ methods, paths }) =>
      listOf(methods, 'GET').flatMap((method) =>
        listOf(paths, '/').map((path) => [method, path.replace(/\{\*\*?\}|\*/, 'some')] as [string, string]),
      ),
    );
    return [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()];
  }

  /** Whether an edge leads from the source to an address that is no pod's. */
  public allowsAddress(source: Party, ip: string, port: number): boolean {
    const out = this.edges.filter((edge) => edge.source === source.workload);
    return out.some(({ target, ...edge }) => isAddress(target, ip) && fits(edge, { port, method: 'GET', path: '/' }));
  }
}

/** Whether the words of an edge mean a party; the other one is in whose policy they stand. */
function is(peer: string, party: Party, policyOf: Party): boolean {
  if (peer === `${party.namespace}/${party.account}` || isAddress(peer, party.ip)) {
    return true;
  }
  const [, selector, place] = /^pods (\S+) in (.+)$/.exec(peer) ?? [];
  if (selector === undefined) {
    return false;
  }
  const namespace = place === 'the same namespace' ? policyOf.namespace : place;
  return party.namespace === namespace && selects(selector, party.labels);
}

/** `*`, or pairs of labels. */
function selects(selector: string, labels: Readonly<Record<string, string>>): boolean {
  const pairs = selector === '*' ? [] : selector.split(',').map((pair) => pair.split('='));
  const unread = pairs.find((pair) => pair.length !== 2);
  if (unread) {
    throw new Error(`the judge does not read the selector ${selector}`);
  }
  return pairs.every(([key, value]) => labels[key] === value);
}

/** `anybody`, or a range with exceptions. */
function isAddress(peer: string, ip: string): boolean {
  if (peer === 'anybody') {
    return true;
  }
  const [, range, except] = /^(\d[\d./]+)(?: except (.+))?$/.exec(peer) ?? [];
  return range !== undefined && holds(range, ip) && !(except ?? '').split(', ').some((each) => each && holds(each, ip));
}

function holds(range: string, ip: string): boolean {
  const [base, bits] = range.split('/');
  const size = 2 ** (32 - Number(bits ?? 32));
  return Math.floor(numberOf(base) / size) === Math.floor(numberOf(ip) / size);
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}

function fits({ port, methods, paths }: Omit<ReachableEdge, 'source' | 'target'>, attempt: Attempt): boolean {
  const any = (text: string, isMeant: (each: string) => boolean) => text === 'any' || text.split(', ').some(isMeant);
  return (
    isPort(port, attempt.port) &&
    any(methods, (method) => method === attempt.method) &&
    any(paths, (path) => isPath(path, attempt.path))
  );
}

/** What a list of an edge names; one of them where it names any. */
function listOf(text: string, one: string): string[] {
  return text === 'any' ? [one] : text.split(', ');
}

/** What varies in a path: one part (`{*}`), parts (`{**}`), or a start or end (`*`). */
const VARYING: Readonly<Record<string, string>> = { '{*}': '[^/]+', '{**}': '.+', '*': '.*' };

/** A path as Istio writes it. */
function isPath(pattern: string, path: string): boolean {
  const expression = pattern.replace(/\{\*\*?\}|[*.?+^$()|[\]\\]/g, (found) => VARYING[found] ?? `\\${found}`);
  return new RegExp(`^${expression}$`).test(path);
}

/** `any`, `8000/TCP` or `8000-8010/TCP`. */
function isPort(text: string, port: number): boolean {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?\/TCP$/.exec(text) ?? [];
  return text === 'any' || (first !== undefined && Number(first) <= port && port <= Number(last));
}
