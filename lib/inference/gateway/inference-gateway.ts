import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { backendsOf, checkCanary, limitsOf, operationsOf, servicesOf } from './canary';
import { boundsOf, checkGateway, forWindows } from './checks';
import { FilteredHost, gatewayPatches, localLimit } from './filters';
import { globalLimits, NamedFilter, TOKENS } from './global-limits';
import {
  accountOf,
  AUDIT_FIELDS,
  clientsIngress,
  GATEWAY_CLASS,
  gatewayOverlay,
  labelsOf,
  routeMatches,
  tenantRule,
} from './objects';
import { POOL_GROUP } from './picker-objects';
import { GatewayExposure, GatewayRoute, GatewayTenant, InferenceGatewayProps } from './props';
import { RateLimitService } from './rate-limit-service';
import { Risk } from '../../guardrails/suppressions/risk';
import { callingPodsEgress } from '../../kubernetes/declared-calls';
import { httpsListener, INTRANET_ADDRESS } from '../../kubernetes/gateway-listener';
import { MANAGED_BY } from '../../kubernetes/labels';
import { nameFromId } from '../../kubernetes/names';
import { networkPolicySpec } from '../../kubernetes/network';
import { Tenancy } from '../../kubernetes/tenancy';
import { RESIDUAL_RISK } from '../../objects/residual-annotations';
import { describe, Problem, Problems } from '../../private/problems';
import { Caller } from '../caller';
import { BudgetLimit } from '../tenant-budget';

const GATEWAY_API = 'gateway.networking.k8s.io';
const LOAD_BALANCERS = 'services.loadbalancers';

/**
 * The way from tenants to services: a Gateway of Istio or ASM that verifies tokens, counts what each tenant uses, and
 * calls each service with its own identity in the mesh. It lets itself in: `connections.allowFrom` is called for every route.
 *
 * A request needs a token of the issuer for the audience, with a tenant that may call the host, and a method and path of the
 * engine. Nothing is public. Its namespace is a `SecureNamespace` of the same app.
 */
export class InferenceGateway extends Construct {
  /** Name of the Gateway. */
  public readonly name: string;

  /** Namespace of the Gateway and its pods. */
  public readonly namespace: string;

  /**
   * What to enter among the extension providers of the mesh (`meshConfig.extensionProviders`), so that there is a log of who
   * called which model. It has no contents, paths or tokens.
   */
  public readonly auditProvider: { [key: string]: any };

  private readonly props: InferenceGatewayProps;

  /**
   * Defines the gateway.
   *
   * @param scope chart that holds it, with a namespace
   * @param id construct id
   * @param props tokens, tenants and services
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: InferenceGatewayProps) {
    super(scope, id);
    this.props = props;
    this.name = props.name ?? nameFromId(id);
    this.namespace = Chart.of(this).namespace ?? '';
    const problems = new Problems(this.node.path);
    problems.add(...checkGateway(this.name, props), ...props.routes.flatMap(checkCanary));
    problems.throwIfAny();
    this.auditProvider = {
      name: `${this.name}-audit`,
      envoyFileAccessLog: { path: '/dev/stdout', logFormat: { labels: this.auditFields } },
    };

    this.addGateway();
    this.addSecurity();
    this.addFilters();
    props.rateLimitService?._limit(this.asCaller, this.domain, props.tenants);
    for (const route of props.routes) {
      servicesOf(route).forEach(({ connections }) => connections.allowFrom(this.asCaller));
      route.picker?._allowFrom(this.asCaller);
      this.addRoute(route);
    }
    this.node.addValidation({ validate: () => this.checkNamespace().map(describe) });
  }

  /** The pods of the gateway as a caller: Istio names their service account after the Gateway and its class. */
  public get asCaller(): Caller {
    const { namespace, name } = this;
    return Caller.workload({ namespace, serviceAccount: accountOf(name), podLabels: labelsOf(name) });
  }

  private get exposure(): GatewayExposure {
    return this.props.exposure ?? GatewayExposure.CLUSTER;
  }

  private get replicas(): number {
    return this.props.replicas ?? 2;
  }

  /** Name of the limits of this gateway among those of others. */
  private get domain(): string {
    return `${this.namespace}.${this.name}`;
  }

  private get auditFields(): { [key: string]: string } {
    return this.props.rateLimitService ? { ...AUDIT_FIELDS, tokens: TOKENS } : AUDIT_FIELDS;
  }

  private addGateway(): void {
    const { name, props, exposure } = this;
    const isInVpc = exposure === GatewayExposure.VPC;
    const parameters = `${name}-pods`;
    const { mesh, version } = props.routes[0].service._plan;
    const pods = { name, image: props.proxyImage, version, replicas: this.replicas, exposure };
    const overlay = this.add('v1', 'ConfigMap', { data: gatewayOverlay(pods) }, { name: parameters });
    Risk.of(overlay).acknowledge({
      id: 'SAI-MSH-012',
      reason: 'the gateway ends the TLS of clients that are outside the mesh, and asks each request for a token',
    });
    const routeNamespaces = [...new Set(props.routes.map(({ service }) => service.namespace))];
    const spec = {
      gatewayClassName: GATEWAY_CLASS,
      infrastructure: {
        ...(isInVpc && { annotations: INTRANET_ADDRESS }),
        parametersRef: { group: '', kind: 'ConfigMap', name: parameters },
      },
      // one listener: Envoy counts the requests of each alone, and a budget is for all models together
      listeners: [httpsListener({ ...props, routeNamespaces })],
    };
    const annotations = {
      'networking.istio.io/service-type': isInVpc ? 'LoadBalancer' : 'ClusterIP',
      ...this.residualRisk(),
    };
    this.add(`${GATEWAY_API}/v1`, 'Gateway', { spec }, { annotations });
    this.add('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: networkPolicySpec(
        { matchLabels: labelsOf(name) },
        clientsIngress(props.clients, exposure),
        callingPodsEgress(mesh),
      ),
    });
  }

  private residualRisk(): { [key: string]: string } {
    const { tenants, rateLimitService } = this.props;
    const gaps = tenants.flatMap(({ name, notEnforced = [] }) =>
      notEnforced.map((limit) => `${limit} of the tenant ${name}`),
    );
    const risks = [
      ...(gaps.length > 0 ? [`the gateway does not hold ${gaps.join(', ')}`] : []),
      ...(rateLimitService ? tenants.flatMap((tenant) => this.overshoot(tenant)) : []),
    ];
    return risks.length > 0 ? { [RESIDUAL_RISK]: risks.join('; ') } : {};
  }

  /** Tokens are charged when an answer has ended. */
  private overshoot(tenant: GatewayTenant): string[] {
    const { name, budget, notEnforced = [] } = tenant;
    const limits = budget._windows().filter(({ limit }) => isOfTokens(limit) && !notEnforced.includes(limit));
    const most = boundsOf(tenant, this.props.routes).map((bounds) => budget.overshootTokens(forWindows(bounds)) ?? 0);
    return limits.map(({ limit }) => `${limit} of the tenant ${name} may be exceeded by ${Math.max(...most)}`);
  }

  private addSecurity(): void {
    const { name, props } = this;
    const { tokens, tenants } = props;
    const targetRefs = [{ group: GATEWAY_API, kind: 'Gateway', name }];
    const jwtRules = tokens._jwtRules(props.forwardTokens);
    const all = tenants.map((tenant) => tenant.name);
    const rules = props.routes.map(({ service, hostname, tenants: own = all }) =>
      tenantRule(hostname, operationsOf(service), {
        requestPrincipal: tokens.requestPrincipal,
        claim: tokens._tenantClaim!,
        tenants: own,
      }),
    );
    const providers = [{ name: this.auditProvider.name }];
    this.add('security.istio.io/v1', 'RequestAuthentication', { spec: { targetRefs, jwtRules } });
    this.add('security.istio.io/v1', 'AuthorizationPolicy', { spec: { targetRefs, action: 'ALLOW', rules } });
    this.add('telemetry.istio.io/v1', 'Telemetry', { spec: { targetRefs, accessLogging: [{ providers }] } });
  }

  private addFilters(): void {
    const { name, props } = this;
    const { rateLimitService } = props;
    const hosts = props.routes.map((route): FilteredHost => {
      const { hostname } = route;
      return { hostname, ...limitsOf(route), ...(rateLimitService && { mostTokens: mostTokensOf([route]) }) };
    });
    const filters = this.add('networking.istio.io/v1alpha3', 'EnvoyFilter', {
      spec: {
        workloadSelector: { labels: labelsOf(name) },
        configPatches: gatewayPatches({
          limits: rateLimitService ? this.limitsOfAll(rateLimitService) : [this.limitOfEach()],
          hosts,
          isPicked: props.routes.some(({ picker }) => picker),
        }),
      },
    });
    Risk.of(filters).acknowledge({
      id: 'SAI-MSH-015',
      reason:
        'sets times and sizes of requests, and takes no filter away: Istio has no other way to cut slow senders off',
    });
    if (rateLimitService) {
      Risk.of(filters).acknowledge({
        id: 'SAI-MSH-027',
        reason: 'asks the rate limit service, and reads how many tokens an answer took: no other filter of Istio does',
      });
    }
  }

  private limitOfEach(): NamedFilter {
    const { props, replicas } = this;
    return localLimit(
      new Map(props.tenants.map(({ name, budget }) => [name, Math.floor(budget.requestsPerMinute / replicas)])),
    );
  }

  private limitsOfAll({ _cluster: cluster }: RateLimitService): NamedFilter[] {
    const { domain, props } = this;
    const limits = new Set(props.tenants.flatMap(({ budget }) => budget._windows().map(({ limit }) => limit)));
    return globalLimits({ domain, cluster, limits: [...limits], mostOfAll: mostTokensOf(props.routes) });
  }

  private addRoute(route: GatewayRoute): void {
    const { service, hostname, picker } = route;
    const { seconds } = limitsOf(route);
    const timeouts = { request: `${seconds}s`, backendRequest: `${seconds}s` };
    const matches = routeMatches(operationsOf(service));
    const backendRefs = picker ? [{ group: POOL_GROUP, kind: 'InferencePool', name: picker.pool }] : backendsOf(route);
    this.add(
      `${GATEWAY_API}/v1`,
      'HTTPRoute',
      {
        spec: {
          parentRefs: [{ name: this.name, namespace: this.namespace, sectionName: 'https' }],
          hostnames: [hostname],
          rules: [{ matches, timeouts, backendRefs }],
        },
      },
      { name: `${this.name}-${service.name}`, namespace: service.namespace },
    );
  }

  /** When the app is validated, since the namespace may be made later. */
  private checkNamespace(): Problem[] {
    const { namespace, exposure } = this;
    const terms = Tenancy.of(this).namespaces.find(({ name }) => name === namespace);
    if (!terms) {
      return [
        {
          what: 'namespace of the gateway is none of this app',
          got: namespace,
          allowed: 'a SecureNamespace: it denies what no policy allows, and lets the gateway out to its services',
          fix: `add new SecureNamespace(chart, …, { name: ${JSON.stringify(namespace)}, gpus: 0 })`,
        },
      ];
    }
    return exposure === GatewayExposure.CLUSTER || Number(terms.hard[LOAD_BALANCERS]) > 0
      ? []
      : [
          {
            what: 'quota of the namespace refuses the load balancer of the gateway',
            got: `${LOAD_BALANCERS}: ${terms.hard[LOAD_BALANCERS]}`,
            allowed: 'at least 1',
            fix: 'give its SecureNamespace quota: { loadBalancers: 1 }',
          },
        ];
  }

  private add(
    apiVersion: string,
    kind: string,
    body: object,
    { name = this.name, ...rest }: { name?: string; namespace?: string; annotations?: { [key: string]: string } } = {},
  ): ApiObject {
    const metadata = { name, namespace: this.namespace, labels: MANAGED_BY, ...rest };
    const id = kind === 'HTTPRoute' ? `${kind}-${metadata.namespace}-${name}` : kind;
    return new ApiObject(this, id, { apiVersion, kind, metadata, ...body });
  }
}

function isOfTokens(limit: BudgetLimit): boolean {
  return limit !== BudgetLimit.REQUESTS_PER_MINUTE;
}

/** Tokens that Envoy charges at most for one request, whichever service answers it; it takes no larger number. */
function mostTokensOf(routes: readonly GatewayRoute[]): number {
  const most = routes.flatMap(servicesOf).map(({ _plan }) => _plan.budget.worstCase.tokens);
  return Math.min(Math.max(...most), 1_000_000_000);
}
