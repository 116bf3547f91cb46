/**
 * Parts of CEL texts that several rules share. What they may use is what Kubernetes, Gatekeeper and the evaluation at
 * synthesis all have: no `cel.bind`, no `cidr()`, no `(?i)` in expressions.
 */
import { RuleParameter } from './rule';
import type { Door } from '../../effective/doors/door';
import { MESH_ROOT } from '../../objects/mesh-root';
import { CREDENTIAL_MARKS, CREDENTIALS } from '../../private/secrets';

/**
 * Amounts by the name of the resource. `dyn`, since the published schema of a quantity has no type: the type checker of
 * Kubernetes takes fields of quantities for undefined.
 */
export const amountsOf = (container: string, list: 'limits' | 'requests') =>
  `dyn(${container}).?resources.?${list}.orValue({})`;

export const LIMITS = amountsOf('container', 'limits');

/** Containers that serve; KServe has the engine of a predictor in a field of its own. */
export const SERVING_CONTAINERS =
  '(dyn(pod).?spec.?containers.orValue([]).map(each, each) + (dyn(pod).?spec.?model.hasValue() ? [dyn(pod).spec.model] : []))';

/** Whether a container was added to a running pod: the API server takes none with resources. Names are unique in a pod. */
export const IS_EPHEMERAL =
  'pod.?spec.?ephemeralContainers.orValue([]).exists(ephemeral, ephemeral.?name.orValue("") == container.?name.orValue("?"))';

/**
 * Whether a pod is one of a group of a LeaderWorkerSet: it reads a variable that only its controller sets. Members talk to
 * each other on ports that the engine chooses, which no proxy can name.
 */
export const IN_GROUP =
  "pod.spec.?containers.orValue([]).exists(member, member.?args.orValue([]).exists(arg, arg.contains('$(LWS_LEADER_ADDRESS)')))";

/** Whether no container of a pod has a port, so that nothing is meant to call it. */
export const HAS_NO_PORT = 'pod.spec.?containers.orValue([]).all(member, member.?ports.orValue([]).size() == 0)';

/** Whether an object over all is in the namespace of a pod. */
export const IN_NAMESPACE_OF_POD = "policy.metadata.?namespace.orValue('default') == pod.metadata.namespace";

/** The same of policies of the mesh, of which those in its root namespace hold for all. */
export const IN_MESH_OF_POD = `(${IN_NAMESPACE_OF_POD} || policy.metadata.?namespace.orValue('default') == '${MESH_ROOT}')`;

/**
 * Whether a label selector selects labels; one that is empty, or not there, selects all.
 *
 * @param selector path of a field that may be absent, without `?`
 */
export function selects(selector: string, labels: string): string {
  const optional = selector.replace(/\.(\w+)$/, '.?$1');
  const value = `${labels}[?term.key].orValue('')`;
  return (
    `${optional}.?matchLabels.orValue({}).all(key, ${labels}[?key].orValue('') == ${selector}.matchLabels[key]) ` +
    `&& ${optional}.?matchExpressions.orValue([]).all(term, ` +
    `(term.operator != 'In' || ${value} in term.values) && (term.operator != 'NotIn' || !(${value} in term.values)) ` +
    `&& (term.operator != 'Exists' || term.key in ${labels}) && (term.operator != 'DoesNotExist' || !(term.key in ${labels})))`
  );
}

/** Whether a role allows nothing; the API server writes `rules: null` where there are none. */
export const NO_RULES = 'dyn(object).?rules.orValue(null) == null';

/** Command and arguments as one line, so that a flag is found however it is split, also in a shell script. */
export const COMMAND_LINE = "(container.?command.orValue([]) + container.?args.orValue([])).join(' ')";

/** Whether a text holds no credential of a common provider: CEL, of a text of CEL. */
export function holdsNoSecret(text: string): string {
  const kinds = Object.entries(CREDENTIALS).map(([kind, { source }]) => {
    const marked = CREDENTIAL_MARKS[kind].map((mark) => `text.contains('${mark}')`).join(' || ');
    return `!((${marked}) && text.matches(r'${source}'))`;
  });
  return `[${text}].all(text, ${kinds.join(' && ')})`;
}

/** Whether no annotation of an object, or of a pod, is a literal secret. */
export function annotatesNoSecret(of: 'object' | 'pod'): string {
  return `${of}.?metadata.?annotations.orValue({}).all(key, ${holdsNoSecret(`${of}.metadata.annotations[key]`)})`;
}

/** A cdktf token in a text, a list or a map key. */
export const TERRAFORM_TOKEN = String.raw`[$#&]\{TfToken\[`;

export const REGISTRIES: RuleParameter = {
  description:
    'image prefixes that are allowed, such as `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai`; ' +
    'empty: any instance of ACR Enterprise Edition',
  default: [],
};

/** 100.100.100.200, where Alibaba Cloud gives out credentials of the node. */
const METADATA_ADDRESS = 1684301000;

/** Addresses in a range with a prefix of 0 to 32 bits; CEL has no shift. */
const SIZES = `[${Array.from({ length: 33 }, (_, bits) => 2 ** (32 - bits)).join(', ')}]`;

const IPV4_RANGE = String.raw`^[0-9]{1,3}(\.[0-9]{1,3}){3}/([0-9]|[12][0-9]|3[0-2])$`;

/** Whether the first byte of a range, if all of it is fixed, is that of the metadata address: of most it is not. */
const MAY_HOLD_METADATA_ADDRESS = "(range.startsWith('100.') || range.matches(r'/[0-7]$'))";

/** Private addresses of IPv6: RFC 4193. */
const UNIQUE_LOCAL = 'fc00::/7';

/** IPv4 addresses as IPv6 has them: what compares ranges takes them for IPv4. Prefixes are longer by 96 bits. */
const IPV4_MAPPED = '^[0:]*:[fF]{4}:';
const MAPPED_WIDE = `${IPV4_MAPPED}.*/(9[6-9]|10[0-3])$`;

/** Whether a range is so wide that most of it is of others: halves of the Internet are as open as the whole. */
export function isMostOfTheInternet(range: string): string {
  return `((${range}.matches(r'/0*[0-7]$') && ${range} != '${UNIQUE_LOCAL}') || ${range}.matches(r'${MAPPED_WIDE}'))`;
}

/** Number of the first address of an IPv4 range that is written `a.b.c.d/n`. */
const ADDRESS =
  "[range.split('/')[0].split('.')].map(bytes, int(bytes[0]) * 16777216 + int(bytes[1]) * 65536 + int(bytes[2]) * 256 + int(bytes[3]))[0]";

/**
 * Whether a range holds the metadata address. A one-element list names an intermediate value, since CEL has no `let`.
 * IPv6 ranges do not; what is no range at all might.
 */
export function holdsMetadataAddress(range: string): string {
  const block = `${SIZES}[int(range.split('/')[1])]`;
  return (
    `[${range}].exists(range, (!range.contains(':') || range.matches(r'${IPV4_MAPPED}')) && ` +
    `(!range.matches(r'${IPV4_RANGE}') || ` +
    `(${MAY_HOLD_METADATA_ADDRESS} && ${ADDRESS} / ${block} == ${METADATA_ADDRESS} / ${block})))`
  );
}

/** Whether an IPv4 range lies within another. */
export function within(inner: string, outer: string): string {
  const parts = (name: string) => `[${name}].filter(range, range.matches(r'${IPV4_RANGE}'))`;
  const bits = (name: string) => `int(${name}.split('/')[1])`;
  const start = (name: string) => ADDRESS.replaceAll('range', name);
  const block = `${SIZES}[${bits('outer')}]`;
  return (
    `${parts(inner)}.exists(inner, ${parts(outer)}.exists(outer, ${bits('inner')} >= ${bits('outer')} && ` +
    `${start('inner')} / ${block} == ${start('outer')} / ${block}))`
  );
}

/**
 * Whether a label selector, present or not, selects every namespace, or all but some. Of `Exists`, only the label that
 * every namespace has.
 */
export function selectsNearlyEveryNamespace(selector: string): string {
  return (
    `(${selector}.?matchLabels.orValue({}).size() == 0 && ${selector}.?matchExpressions.orValue([]).all(term, ` +
    `term.operator in ['NotIn', 'DoesNotExist'] || (term.operator == 'Exists' && term.key == 'kubernetes.io/metadata.name')))`
  );
}

/** Whether no key of a map is one of the doors with a value that opens it: CEL, of an optional map. */
export function opensNoneOf(values: string, doors: readonly Door[]): string {
  const quoted = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ');
  const always = quoted(doors.filter(({ shut, isPrefix }) => shut === undefined && !isPrefix).map(({ key }) => key));
  const prefixes = doors.filter(({ isPrefix }) => isPrefix).map(({ key }) => `!key.startsWith('${key}')`);
  const keys = [...(always === '' ? [] : [`!(key in [${always}])`]), ...prefixes];
  const byValue = doors.flatMap(({ key, shut }) =>
    shut === undefined ? [] : [`${values}[?'${key}'].orValue('${shut[0]}') in [${quoted(shut)}]`],
  );
  return [...(keys.length > 0 ? [`${values}.orValue({}).all(key, ${keys.join(' && ')})`] : []), ...byValue].join(
    '\n    && ',
  );
}

/** Whether no annotation, or label, of a pod is one of the doors with a value that opens it. */
export function opensNone(field: 'annotations' | 'labels', doors: readonly Door[]): string {
  return opensNoneOf(`pod.?metadata.?${field}`, doors);
}

/** Domains of two parts that are no Service and its namespace. */
const TWO_PARTS = String.raw`^[^.]+\.(com|net|org|cn|io|co|xyz|top)$`;

/** Whether a host of the mesh is outside of the cluster: by its domain, or with two dots or more and not the name of a Service. */
export function isForeignHost(host: string): string {
  return `((${host}.split('.').size() > 2 || ${host}.matches(r'${TWO_PARTS}')) && !${host}.endsWith('.svc') && !${host}.contains('.svc.') && !${host}.endsWith('.local'))`;
}
