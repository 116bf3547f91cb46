import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { limitsFile, RATE_LIMIT_PORT, rateLimitDeployment, SHOULD_RATE_LIMIT, TenantLimit } from './rate-limit-objects';
import { RateLimitServiceProps } from './rate-limit-props';
import { Risk } from '../../guardrails/suppressions/risk';
import { checkImage } from '../../kubernetes/container-image';
import { callingPodsEgress, DeclaredCalls } from '../../kubernetes/declared-calls';
import { externalHosts } from '../../kubernetes/external-hosts';
import { checkHostname } from '../../kubernetes/hostnames';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { MANAGED_BY } from '../../kubernetes/labels';
import { Mesh } from '../../kubernetes/mesh';
import { MeshKind } from '../../kubernetes/mesh-kind';
import { checkName, nameFromId } from '../../kubernetes/names';
import { cidrEgress, networkPolicySpec, podsPeer } from '../../kubernetes/network';
import { checkPort } from '../../kubernetes/port-number';
import { checkCidrs } from '../../objects/cidr';
import { Problem, Problems } from '../../private/problems';
import { Caller } from '../caller';

const STORE_PORT = 6379;

const MOST_REPLICAS = 10;

/**
 * Envoy's rate limit service: it counts what tenants use for all pods of a gateway together, in a store that outlives them.
 * Tokens are counted by what the engine says that an answer took.
 *
 * Its pods are in the mesh; gateways that name it may ask it, nobody else may. Where it does not answer, requests are refused.
 * Its namespace is a `SecureNamespace`, as a rule that of the gateway.
 */
export class RateLimitService extends Construct {
  /** Name of the service. */
  public readonly name: string;

  /** Namespace of the service. */
  public readonly namespace: string;

  private readonly files: Record<string, string> = {};
  private readonly ingress: object[] = [];
  private readonly authorization: object[] = [];

  /**
   * Defines the service.
   *
   * @param scope chart that holds it, with a namespace
   * @param id construct id
   * @param props image and store
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: RateLimitServiceProps,
  ) {
    super(scope, id);
    this.name = props.name ?? nameFromId(id);
    this.namespace = Chart.of(this).namespace ?? '';
    const problems = new Problems(this.node.path);
    problems.add(...checkProps(this.name, props));
    problems.throwIfAny();
    this.addPods();
    this.addMesh();
  }

  /**
   * The cluster of Envoy that leads to it.
   *
   * @internal
   */
  public get _cluster(): string {
    return `outbound|${RATE_LIMIT_PORT}||${this.name}.${this.namespace}.svc.cluster.local`;
  }

  /**
   * Lets a gateway ask, at both ends, and takes the limits of its tenants.
   *
   * @internal
   */
  public _limit(gateway: Caller, domain: string, tenants: readonly TenantLimit[]): void {
    const { name, namespace, labels } = this;
    this.files[`${domain}.yaml`] = limitsFile(domain, tenants);
    const ports = [{ port: RATE_LIMIT_PORT, protocol: 'TCP' }];
    this.ingress.push({ from: [gateway._networkPeer()], ports });
    this.authorization.push({
      from: [{ source: { principals: [this.mesh.principal(gateway.namespace, gateway.serviceAccount)] } }],
      to: [{ operation: { methods: ['POST'], paths: [SHOULD_RATE_LIMIT], ports: [String(RATE_LIMIT_PORT)] } }],
    });
    DeclaredCalls.of(this).declare({
      ...{ namespace: gateway.namespace, serviceAccount: gateway.serviceAccount, podSelector: gateway._podSelector() },
      to: { namespace, name },
      egress: [{ to: [podsPeer(namespace, labels)], ports }],
      meshHost: `${namespace}/${name}.${namespace}.svc.cluster.local`,
    });
  }

  private get mesh(): Mesh {
    return this.props.mesh ?? Mesh.asm();
  }

  private get labels(): Record<string, string> {
    return { 'app.kubernetes.io/name': 'ratelimit', 'app.kubernetes.io/instance': this.name };
  }

  private addPods(): void {
    const { name, labels, mesh, props } = this;
    const { host, cidrs, secret, port = STORE_PORT } = props.store;
    const selector = { matchLabels: labels };
    const version = props.kubernetesVersion ?? KubernetesVersion.V1_34;
    const store = { address: `${host}:${port}`, secret };
    const pods = { name, image: props.image, replicas: props.replicas ?? 2, labels, mesh, version, store };
    this.add('v1', 'ConfigMap', { data: Lazy.any({ produce: () => this.files }) });
    this.add('v1', 'ServiceAccount', { automountServiceAccountToken: false });
    const deployment = this.add('apps/v1', 'Deployment', { spec: rateLimitDeployment(pods) });
    Risk.of(deployment).acknowledge({
      id: 'SAI-IDN-008',
      reason: 'the service reads the password of its store from its environment only',
    });
    this.add('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector } });
    this.add('v1', 'Service', {
      spec: { selector: labels, ports: [{ name: 'grpc', port: RATE_LIMIT_PORT, appProtocol: 'grpc' }] },
    });
    this.add('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: networkPolicySpec(selector, this.ingress, [...callingPodsEgress(mesh), cidrEgress(cidrs, port)]),
    });
  }

  private addMesh(): void {
    const { labels, authorization } = this;
    const { host, port = STORE_PORT } = this.props.store;
    const selector = { matchLabels: labels };
    this.add('security.istio.io/v1', 'PeerAuthentication', { spec: { selector, mtls: { mode: 'STRICT' } } });
    this.add('security.istio.io/v1', 'AuthorizationPolicy', {
      spec: { selector, action: 'ALLOW', rules: authorization },
    });
    this.add('networking.istio.io/v1', 'ServiceEntry', { spec: externalHosts([host], port) });
    this.add('networking.istio.io/v1', 'Sidecar', {
      spec: {
        workloadSelector: { labels },
        outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
        egress: [{ hosts: [`./${host}`] }],
      },
    });
  }

  private add(apiVersion: string, kind: string, body: object): ApiObject {
    const metadata = { name: this.name, namespace: this.namespace, labels: MANAGED_BY };
    return new ApiObject(this, kind, { apiVersion, kind, metadata, ...body });
  }
}

function checkProps(name: string, { image, store, replicas = 2, mesh }: RateLimitServiceProps): Problem[] {
  const checks: [boolean, Problem][] = [
    [
      Number.isInteger(replicas) && replicas >= 2 && replicas <= MOST_REPLICAS,
      {
        what: 'replicas of the rate limit service are out of bounds',
        got: replicas,
        allowed: `a whole number from 2 to ${MOST_REPLICAS}: without an answer of the service requests are refused`,
        fix: 'leave it out for 2',
      },
    ],
    [
      (mesh ?? Mesh.asm()).kind === MeshKind.SIDECAR,
      {
        what: 'rate limit service cannot tell who the gateway is',
        got: `mesh ${mesh?.kind}`,
        allowed: 'Mesh.asm() or Mesh.istio()',
        fix: 'give it a mesh with sidecars',
      },
    ],
    [
      store.cidrs.length > 0,
      {
        what: 'store of the rate limit service has no range',
        got: [],
        allowed: 'at least one address range',
        fix: "name where the store is: cidrs: ['10.0.2.0/24']",
      },
    ],
  ];
  return [
    ...checkName('name', name),
    ...checkName('secret of the store', store.secret),
    ...checkImage('image of the rate limit service', image),
    ...checkHostname('host of the store', store.host),
    ...checkPort('the store', store.port ?? STORE_PORT),
    ...checkCidrs('range of the store', store.cidrs),
    ...checks.filter(([holds]) => !holds).map(([, problem]) => problem),
  ];
}
