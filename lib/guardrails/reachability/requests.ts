import { Connection, includesPort } from './connections';
import { Authorization } from '../../effective/mesh/authorization';
import { Fields, fieldsIn, listIn, textsIn } from '../../objects/unknown-fields';

/** One identity and what it may ask, as AuthorizationPolicies allow it; what is undefined is not looked at. */
export interface Request {
  readonly identity?: string;
  readonly principal?: string;
  readonly namespace?: string;
  readonly methods?: readonly string[];
  readonly paths?: readonly string[];
  readonly ports?: readonly string[];
}

/** Requests that policies in force let through: what no DENY takes away wholly. Without an ALLOW policy that is any. */
export function requestsOf({ DENY, ALLOW }: Authorization): Request[] {
  const allowed = ALLOW.length === 0 ? [{}] : ALLOW.flatMap(({ rules }) => rules.flatMap(requestsOfRule));
  const denying = DENY.flatMap(({ rules }) => rules);
  return allowed.filter((request) => !denying.some((rule) => denies(rule, request)));
}

/** Whether a request can come by a connection. */
export function allows({ namespace, ports }: Request, connection: Connection): boolean {
  const isThere = [namespace, connection.namespace].includes(undefined) || namespace === connection.namespace;
  return isThere && (ports === undefined || ports.some((port) => includesPort(connection.ports, Number(port))));
}

function requestsOfRule({ from, to }: Fields): Request[] {
  return oneOrMore(from)
    .flatMap(({ source }) => identitiesOf(fieldsIn(source)))
    .flatMap((identity) =>
      oneOrMore(to).map(({ operation }) => {
        const { methods, paths, ports } = fieldsIn(operation);
        return { ...identity, methods: textsIn(methods), paths: textsIn(paths), ports: textsIn(ports) };
      }),
    );
}

/** Conditions that are not read here narrow further: without them more seems to be let through, never less. */
function identitiesOf({ principals, serviceAccounts, namespaces }: Fields): Request[] {
  const named = [
    ...(textsIn(principals) ?? []).map(ofPrincipal),
    ...(textsIn(serviceAccounts) ?? []).map((account) => ({ identity: account })),
  ];
  if (named.length > 0) {
    return named;
  }
  const spaces = textsIn(namespaces);
  return spaces ? spaces.map((space) => ({ identity: `workloads of ${space}`, namespace: plain(space) })) : [{}];
}

/** A pattern is no name. */
function plain(namespace: string): string | undefined {
  return namespace.includes('*') ? undefined : namespace;
}

function ofPrincipal(principal: string): Request {
  const [, namespace, account] = /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal) ?? [];
  return namespace
    ? { identity: `${namespace}/${account}`, principal, namespace: plain(namespace) }
    : { identity: principal, principal };
}

const READ_OF_SOURCE = ['principals', 'namespaces'];
const READ_OF_OPERATION = ['methods', 'paths', 'ports'];

/** Whether a DENY rule takes all of a request away; conditions that are not read here may leave some of it. */
function denies({ from, to, when }: Fields, request: Request): boolean {
  return (
    listIn(when).length === 0 &&
    oneOrMore(from).some(({ source }) => hasSource(fieldsIn(source), request)) &&
    oneOrMore(to).some(({ operation }) => hasOperation(fieldsIn(operation), request))
  );
}

function hasSource(source: Fields, { principal, namespace }: Request): boolean {
  const { principals, namespaces } = source;
  return (
    Object.keys(source).every((field) => READ_OF_SOURCE.includes(field)) &&
    hasAll(principals, principal === undefined ? undefined : [principal]) &&
    hasAll(namespaces, namespace === undefined ? undefined : [namespace])
  );
}

function hasOperation(operation: Fields, request: Request): boolean {
  return (
    Object.keys(operation).every((field) => READ_OF_OPERATION.includes(field)) &&
    READ_OF_OPERATION.every((field) => hasAll(operation[field], request[field as 'methods' | 'paths' | 'ports']))
  );
}

/** Whether a list that is written holds all that is asked for; something that is not limited is in no list. */
function hasAll(list: unknown, asked: readonly string[] | undefined): boolean {
  const texts = textsIn(list);
  return texts === undefined || (asked?.every((one) => texts.includes(one)) ?? false);
}

/** An empty list allows what a missing one does: everything. */
function oneOrMore(value: unknown): readonly Fields[] {
  const items = listIn(value).map(fieldsIn);
  return items.length > 0 ? items : [{}];
}
