import { servicesOf } from './canary';
import { SECONDS_TO_SEND } from './filters';
import type { GatewayRoute, GatewayTenant, InferenceGatewayProps } from './props';
import { compareVersions, isVersion } from '../../engines/version';
import { checkImage } from '../../kubernetes/container-image';
import { checkHostname, checkHostnames } from '../../kubernetes/hostnames';
import { MeshKind } from '../../kubernetes/mesh-kind';
import { checkName } from '../../kubernetes/names';
import { checkCidrs } from '../../objects/cidr';
import { Problem } from '../../private/problems';
import { RequestBounds, TenantBudget } from '../tenant-budget';

/**
 * First versions of Istio without known ways around what the gateway relies on: headers that are sent twice (CVE-2026-31838),
 * dots in identities (CVE-2026-39350), and path parameters that pass authorization (CVE-2026-73553, in the Envoy of the
 * releases of September 2026). The last release of a minor version that has none is followed by the next minor version.
 *
 * Source: security bulletins of Istio and Envoy, 2026-03, 2026-04 and 2026-09.
 */
const OLDEST = ['1.27.9', '1.28.6', '1.29.2'];

const MOST_REPLICAS = 20;

/** Everything that is wrong with the properties of a gateway. */
export function checkGateway(name: string, props: InferenceGatewayProps): Problem[] {
  const { tenants, routes, clients, replicas = 2, tokens } = props;
  const hasServices = routes.length > 0;
  return [
    ...checkName('name', name),
    ...checkName('certificate secret', props.certificateSecret),
    ...checkHostnames([props.hostname]),
    ...checkImage('image of the proxy', props.proxyImage),
    ...checkVersion(props.istioVersion),
    ...(props.rateLimitService ? checkLimitFilter(props.istioVersion) : []),
    ...checkReplicas(replicas, props.rateLimitService ? [] : tenants),
    ...(hasServices ? tokens._problems({ mesh: routes[0].service._plan.mesh }) : [NO_ROUTE]),
    ...checkClaim(tokens._tenantClaim),
    ...checkClients(clients),
    ...(tenants.length > 0 ? [] : [NO_TENANT]),
    ...repeated(
      'tenant',
      tenants.map((tenant) => tenant.name),
    ),
    ...repeated(
      'host name',
      routes.map(({ hostname }) => hostname),
    ),
    ...tenants.flatMap(checkTenant),
    ...tenants.flatMap((tenant) => checkLimits(tenant, props)),
    ...routes.flatMap((route) => checkRoute(route, props)),
  ];
}

const NO_ROUTE: Problem = {
  what: 'gateway has no route',
  got: [],
  allowed: 'at least one service at a host name',
  fix: 'add one to `routes`',
};

const NO_TENANT: Problem = {
  what: 'gateway has no tenant',
  got: [],
  allowed: 'at least one tenant with a budget',
  fix: 'add one to `tenants`; a token of a tenant that is not there is refused',
};

function checkVersion(version: string): Problem[] {
  const minorOf = (text: string): string => text.split('.').slice(0, 2).join('.');
  const oldest = OLDEST.find((each) => minorOf(each) === minorOf(version)) ?? OLDEST[OLDEST.length - 1];
  return isVersion(version) && compareVersions(version, oldest) >= 0
    ? []
    : [
        {
          what: 'version of Istio has known holes, or is none',
          got: version,
          allowed: `${OLDEST.join(', ')} and later releases of these, or a newer minor version`,
          fix: 'upgrade the mesh: requests go around authorization otherwise (CVE-2026-31838, CVE-2026-39350)',
        },
      ];
}

/** With Envoy 1.36 and later the limits of a filter are its own; of those before nobody has looked. */
function checkLimitFilter(version: string): Problem[] {
  return isVersion(version) && compareVersions(version, '1.28.0') < 0
    ? [
        {
          what: 'rate limit service needs a filter of Envoy that this version of Istio may not have',
          got: version,
          allowed: '1.28 and later, whose Envoy is 1.36 or later',
          fix: 'upgrade the mesh, or leave rateLimitService out',
        },
      ]
    : [];
}

function checkReplicas(replicas: number, tenants: readonly GatewayTenant[]): Problem[] {
  if (!Number.isInteger(replicas) || replicas < 1 || replicas > MOST_REPLICAS) {
    return [
      {
        what: 'replicas of the gateway are out of bounds',
        got: replicas,
        allowed: `a whole number from 1 to ${MOST_REPLICAS}`,
        fix: 'leave it out for 2',
      },
    ];
  }
  return tenants
    .filter(({ budget }) => budget.requestsPerMinute >= 1 && budget.requestsPerMinute < replicas)
    .map(({ name, budget }) => ({
      what: `budget of the tenant ${name} cannot be divided among the pods of the gateway`,
      got: `${budget.requestsPerMinute} requests per minute, ${replicas} replicas`,
      allowed: 'at least one request per minute and replica',
      fix: 'raise requestsPerMinute, or lower replicas',
    }));
}

function checkClaim(claim: string | undefined): Problem[] {
  return claim !== undefined
    ? []
    : [
        {
          what: 'tokens do not say whose they are',
          got: claim,
          allowed: 'a claim that names the tenant',
          fix: 'give `tenantClaim` to CallerTokens.jwt',
        },
      ];
}

function checkClients({ cidrs = [], namespaces = [] }: InferenceGatewayProps['clients']): Problem[] {
  const names = namespaces.flatMap((each) => checkName('namespace of clients', each));
  const ranges = cidrs.length > 0 ? checkCidrs('range of clients', cidrs) : [];
  const open = cidrs.filter((cidr) => cidr.endsWith('/0'));
  return [
    ...names,
    ...ranges,
    ...(cidrs.length + namespaces.length > 0 && open.length === 0
      ? []
      : [
          {
            what: 'clients of the gateway are nobody, or everybody',
            got: open.length > 0 ? open : [],
            allowed: 'ranges of the VPC, or namespaces',
            fix: 'name where requests come from: clients: { cidrs: ["10.8.0.0/16"] }',
          },
        ]),
  ];
}

/** An AuthorizationPolicy reads `*` as any text. */
function checkTenant({ name, budget }: GatewayTenant): Problem[] {
  const wrong = /^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,62}$/.test(name)
    ? []
    : [
        {
          what: 'tenant is not a value of a claim',
          got: name,
          allowed: 'at most 63 letters, digits, dots, dashes, underscores, colons and @',
          fix: 'write it as tokens do',
        },
      ];
  return [...wrong, ...budget._problems(name)];
}

function checkLimits(tenant: GatewayTenant, { routes, rateLimitService }: InferenceGatewayProps): Problem[] {
  const { name, budget, notEnforced = [] } = tenant;
  const counted = rateLimitService ? COUNTED.tokens : COUNTED.requests;
  const beyond = new Set(boundsOf(tenant, routes).flatMap((bounds) => counted.beyond(budget, bounds)));
  return [...beyond]
    .filter((limit) => !notEnforced.includes(limit))
    .map((limit) => ({
      what: `${limit} of the tenant ${name} is not held by a gateway that counts ${counted.what}`,
      got: `${budget.requestsPerMinute} requests per minute, each of which may take all that the abuse budget of its service allows`,
      allowed: 'a limit that requestsPerMinute holds by itself, or one that something else enforces',
      fix: `${counted.fix}, or add BudgetLimit.${constantOf(limit)} to notEnforced`,
    }));
}

/** What a gateway counts, and limits that it does not hold by that. */
const COUNTED = {
  requests: {
    what: 'requests',
    beyond: (budget: TenantBudget, bounds: RequestBounds) => budget._beyondRequests(bounds),
    fix: 'give the gateway a `rateLimitService` for tokens, lower requestsPerMinute, give the abuse budget less contextTokens, answers or seconds',
  },
  tokens: {
    what: 'requests and tokens',
    beyond: (budget: TenantBudget, bounds: RequestBounds) => budget._beyondTokens(forWindows(bounds)),
    fix: 'lower requestsPerMinute, give the abuse budget contextTokens or less seconds',
  },
};

/** What one request of a tenant may take at each service that it may call. */
export function boundsOf({ name }: GatewayTenant, routes: readonly GatewayRoute[]): RequestBounds[] {
  return routes
    .filter(({ tenants }) => tenants === undefined || tenants.includes(name))
    .flatMap(servicesOf)
    .map(({ _plan }) => _plan.budget._gatewayLimits());
}

/** The same with the time that a client has to send it, during which it is counted and not yet charged. */
export function forWindows({ tokens, seconds }: RequestBounds): RequestBounds {
  return { tokens, seconds: seconds + SECONDS_TO_SEND };
}

function constantOf(limit: string): string {
  return limit.replace(/[A-Z]/g, '_$&').toUpperCase();
}

function checkRoute(
  { service, hostname, tenants = [], picker }: GatewayRoute,
  props: InferenceGatewayProps,
): Problem[] {
  const { mesh } = service._plan;
  const known = props.tenants.map(({ name }) => name);
  const unknown = tenants.filter((tenant) => !known.includes(tenant));
  const parent = props.hostname.replace(/^\*/, '');
  const isCovered = props.hostname.startsWith('*.')
    ? hostname.endsWith(parent) && !hostname.slice(0, -parent.length).includes('.')
    : hostname === props.hostname;
  const checks: [boolean, Problem][] = [
    [
      isCovered,
      {
        what: `host name of the route to [${service.node.path}] is not one of the gateway's`,
        got: hostname,
        allowed: props.hostname,
        fix: 'use a host name that the certificate has',
      },
    ],
    [
      unknown.length === 0,
      {
        what: `route to [${service.node.path}] names tenants that the gateway does not have`,
        got: unknown,
        allowed: known.join(', '),
        fix: 'add them to `tenants` of the gateway',
      },
    ],
    [
      mesh.kind === MeshKind.SIDECAR,
      {
        what: `service [${service.node.path}] cannot tell who the gateway is`,
        got: `mesh ${mesh.kind}`,
        allowed: 'Mesh.asm() or Mesh.istio()',
        fix: 'give the service a mesh with sidecars',
      },
    ],
    [
      picker === undefined || picker._service === service,
      {
        what: `picker of the route to [${service.node.path}] chooses among replicas of another service`,
        got: picker?.node.path,
        allowed: 'an EndpointPicker of the service',
        fix: 'give the route the picker of its service',
      },
    ],
    [
      !service.connections._asksForTokens || props.forwardTokens === true,
      {
        what: `service [${service.node.path}] asks for tokens that the gateway keeps`,
        got: 'callerTokens',
        allowed: 'a service without them: the gateway has verified the token',
        fix: 'leave callerTokens out, or set forwardTokens on the gateway',
      },
    ],
  ];
  return [
    ...checkHostname(`host name of the route to [${service.node.path}]`, hostname),
    ...checks.filter(([holds]) => !holds).map(([, problem]) => problem),
  ];
}

function repeated(what: string, names: readonly string[]): Problem[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    what: `${what} is there twice`,
    got: name,
    allowed: 'each once',
    fix: 'remove one',
  }));
}
