import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkPicker } from './picker-checks';
import { PICKER_PORT, pickerDeployment, pickerRules, POOL_GROUP, poolSpec, scrapeThroughMesh } from './picker-objects';
import { EndpointPickerProps } from './picker-props';
import { AcknowledgeOptions } from '../../guardrails/suppressions/acknowledge-options';
import { Risk } from '../../guardrails/suppressions/risk';
import { callingPodsEgress, DeclaredCalls } from '../../kubernetes/declared-calls';
import { MANAGED_BY } from '../../kubernetes/labels';
import { API_SERVER_PORT, cidrEgress, networkPolicySpec, podsEgress, podsPeer } from '../../kubernetes/network';
import { RESIDUAL_RISK } from '../../objects/residual-annotations';
import { Problems } from '../../private/problems';
import { API_SERVER_HOST } from '../api-access';
import { Caller } from '../caller';
import { SecureGpuInferenceService } from '../secure-gpu-inference-service';

/** What rules say of what a picker cannot do without, and why it is so. */
const ACKNOWLEDGED: Readonly<Record<string, AcknowledgeOptions>> = {
  Role: {
    id: 'SAI-IDN-030',
    reason: 'the picker lists objectives and rewrites of its namespace, which hold names and weights of models',
  },
  Deployment: { id: 'SAI-IDN-034', reason: 'the picker learns of replicas from the API server, by a Role that reads' },
  Sidecar: {
    id: 'SAI-MSH-008',
    reason: 'addresses of replicas are in no registry; the NetworkPolicy names what the picker may reach',
  },
  EnvoyFilter: {
    id: 'SAI-MSH-027',
    reason: 'adds mTLS to what the proxy would pass on in clear text, and takes nothing away',
  },
};

/** The method that a gateway calls. */
const PROCESS = '/envoy.service.ext_proc.v3.ExternalProcessor/Process';

/**
 * The endpoint picker of the Gateway API Inference Extension, hosted by oneself: it tells a gateway which replica has room,
 * by queue, cache and prompt. It comes with its InferencePool, which fails closed.
 *
 * Its pods are in the mesh. Gateways that name it in a route may ask it, nobody else may. It may read pods, its pool, and
 * objectives of its namespace, and the metrics of the replicas. For Istio and ASM; the Gateway with Inference Extension of
 * ACK makes a picker of its own.
 */
export class EndpointPicker extends Construct {
  /** Name of the picker. */
  public readonly name: string;

  /** Namespace of the picker, its pool, and the service. */
  public readonly namespace: string;

  /** Name of the InferencePool. */
  public readonly pool: string;

  private readonly ingress: object[] = [];
  private readonly authorization: object[] = [];

  /**
   * Defines the picker.
   *
   * @param scope chart of the service
   * @param id construct id
   * @param props service, image and API server
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: EndpointPickerProps,
  ) {
    super(scope, id);
    const { service } = props;
    this.pool = service.name;
    this.name = props.name ?? `${service.name}-picker`;
    this.namespace = service.namespace;
    const problems = new Problems(this.node.path);
    problems.add(...checkPicker(this.name, props));
    problems.throwIfAny();
    this.addIdentity();
    this.addPods();
    this.addMesh();
    const { namespace, name: serviceAccount } = this;
    service.connections.allowScrapeFrom(Caller.workload({ namespace, serviceAccount, podLabels: this.labels }));
  }

  /** @internal */
  public get _service(): SecureGpuInferenceService {
    return this.props.service;
  }

  /**
   * Lets a gateway ask, at both ends.
   *
   * @internal
   */
  public _allowFrom(gateway: Caller): void {
    const { name, namespace, labels } = this;
    const ports = [{ port: PICKER_PORT, protocol: 'TCP' }];
    const { mesh } = this.props.service._plan;
    this.ingress.push({ from: [gateway._networkPeer()], ports });
    this.authorization.push({
      from: [{ source: { principals: [mesh.principal(gateway.namespace, gateway.serviceAccount)] } }],
      to: [{ operation: { methods: ['POST'], paths: [PROCESS], ports: [String(PICKER_PORT)] } }],
    });
    DeclaredCalls.of(this).declare({
      ...{ namespace: gateway.namespace, serviceAccount: gateway.serviceAccount, podSelector: gateway._podSelector() },
      to: { namespace, name },
      egress: [{ to: [podsPeer(namespace, labels)], ports }],
      meshHost: `${namespace}/${name}.${namespace}.svc.cluster.local`,
    });
  }

  private get labels(): Record<string, string> {
    return { 'app.kubernetes.io/name': 'endpoint-picker', 'app.kubernetes.io/instance': this.name };
  }

  private addIdentity(): void {
    const { name, namespace } = this;
    const rbac = 'rbac.authorization.k8s.io';
    this.add('v1', 'ServiceAccount', { automountServiceAccountToken: false });
    this.add(`${rbac}/v1`, 'Role', { rules: pickerRules(this.pool) });
    this.add(`${rbac}/v1`, 'RoleBinding', {
      roleRef: { apiGroup: rbac, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  }

  private addPods(): void {
    const { name, namespace, pool, labels, props } = this;
    const { mesh, version } = props.service._plan;
    const selector = { matchLabels: labels };
    const pods = { name, namespace, pool, labels, mesh, version, image: props.image, replicas: props.replicas ?? 2 };
    this.add('apps/v1', 'Deployment', { spec: pickerDeployment(pods) });
    this.add('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector } });
    this.add('v1', 'Service', {
      spec: { selector: labels, ports: [{ name: 'grpc-ext-proc', port: PICKER_PORT, appProtocol: 'grpc' }] },
    });
    const apiServer = cidrEgress(props.apiServerCidrs, props.apiServerPort ?? API_SERVER_PORT);
    const replicas = podsEgress(namespace, props.service.podSelector, props.service.port);
    this.add('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: networkPolicySpec(selector, this.ingress, [...callingPodsEgress(mesh), apiServer, replicas]),
    });
    this.add(
      `${POOL_GROUP}/v1`,
      'InferencePool',
      { spec: poolSpec(props, name) },
      {
        name: pool,
        annotations: {
          [RESIDUAL_RISK]:
            'a gateway chooses a replica itself where the picker names one that the gateway does not know; it still fails closed where the picker does not answer',
        },
      },
    );
  }

  private addMesh(): void {
    const { labels, authorization } = this;
    const { service } = this.props;
    const selector = { matchLabels: labels };
    const identity = `spiffe://${service._plan.mesh.principal(service.namespace, service.name)}`;
    this.add('security.istio.io/v1', 'PeerAuthentication', { spec: { selector, mtls: { mode: 'STRICT' } } });
    this.add('security.istio.io/v1', 'AuthorizationPolicy', {
      spec: { selector, action: 'ALLOW', rules: authorization },
    });
    this.add('networking.istio.io/v1', 'Sidecar', {
      spec: {
        workloadSelector: { labels },
        // addresses of replicas are in no registry; the NetworkPolicy says which of them it may call
        outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
        egress: [{ hosts: [API_SERVER_HOST] }],
      },
    });
    this.add(
      'networking.istio.io/v1alpha3',
      'EnvoyFilter',
      { spec: scrapeThroughMesh(labels, identity) },
      { name: `${this.name}-metrics` },
    );
  }

  private add(apiVersion: string, kind: string, body: object, rest: object = {}): void {
    const metadata = { name: this.name, namespace: this.namespace, labels: MANAGED_BY, ...rest };
    const object = new ApiObject(this, kind, { apiVersion, kind, metadata, ...body });
    const risk = ACKNOWLEDGED[kind];
    if (risk) {
      Risk.of(object).acknowledge(risk);
    }
  }
}
