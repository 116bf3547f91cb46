import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ApiAccess, checkApiAccess } from './api-access';
import { checkFormat, checkNamespace, checkRuntime } from './compatibility';
import { Connections } from './connections';
import { deploymentSpec, ServiceContract } from './deployment';
import { Gpu } from './gpu';
import { InferenceEngine } from './inference-engine';
import { ModelSource } from './model-source';
import { VolumeObject } from './model-volume';
import { checkSizing, PodOptions, sizePod } from './pod-options';
import { Scaling } from './scaling';
import { addClusterObject } from '../kubernetes/cluster-object';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { recommendedLabels, selectorLabels } from '../kubernetes/labels';
import { Mesh } from '../kubernetes/mesh';
import { checkName, nameFromId } from '../kubernetes/names';
import { DNS_EGRESS, cidrEgress, networkPolicySpec } from '../kubernetes/network';
import { SandboxRuntime } from '../kubernetes/sandbox-runtime';
import { checkFields } from '../kubernetes/schema/unknown-fields';
import { describe, Problems } from '../private/problems';
import { checkTokens } from '../private/tokens';

/** Properties of `SecureGpuInferenceService`. */
export interface SecureGpuInferenceServiceProps {
  /** The server that runs the model, with its image. */
  readonly engine: InferenceEngine;

  /** Where the weights come from. */
  readonly model: ModelSource;

  /** What a replica gets of the GPUs. */
  readonly gpu: Gpu;

  /**
   * Name of every object.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;

  /**
   * How many replicas serve.
   *
   * @default Scaling.fixed(2)
   */
  readonly scaling?: Scaling;

  /**
   * A container runtime with a kernel of its own, for models or code that you do not trust.
   *
   * @default - the runtime of the node, which shares the kernel of the node
   */
  readonly runtime?: SandboxRuntime;

  /**
   * Mesh that authenticates callers and encrypts what they send.
   *
   * @default Mesh.asm()
   */
  readonly mesh?: Mesh;

  /**
   * What the service may do with the Kubernetes API.
   *
   * @default - nothing: it has no token and no Role
   */
  readonly apiAccess?: ApiAccess;

  /**
   * What a replica gets beside its GPUs.
   *
   * @default - enough for the engine
   */
  readonly pod?: PodOptions;

  /**
   * Version of the cluster. It decides which fields exist.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetesVersion?: KubernetesVersion;
}

/**
 * A model behind an HTTP API on GPUs, hardened so that a namespace which enforces `restricted` admits it, and complete so
 * that it starts there: identity, network, mesh and disruption rules included.
 *
 * Nobody can call it until `connections.allowFrom(...)` says who may.
 */
export class SecureGpuInferenceService extends Construct {
  /** Name of every object of the service. */
  public readonly name: string;

  /** Namespace of the service. */
  public readonly namespace: string;

  /** Who may call the service. */
  public readonly connections: Connections;

  private readonly objects = new Map<string, ApiObject>();
  private readonly patched = new Set<ApiObject>();
  private readonly labels: Record<string, string>;

  /**
   * Defines the service.
   *
   * @param scope chart that holds it, with a namespace
   * @param id construct id
   * @param props engine, model and GPUs
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: SecureGpuInferenceServiceProps) {
    super(scope, id);
    const { engine, model, gpu, apiAccess, runtime } = props;
    const { profile } = engine;
    const mesh = props.mesh ?? Mesh.asm();
    const scaling = props.scaling ?? Scaling.fixed(2);
    const sizing = sizePod(props.pod ?? {}, profile, gpu.count);
    this.name = props.name ?? nameFromId(id);
    this.namespace = Chart.of(this).namespace ?? '';

    const version = props.kubernetesVersion ?? KubernetesVersion.V1_34;
    const owner = { name: this.name, namespace: this.namespace, version };
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkTokens('a property', [engine.image, engine.version, engine.args, engine.environment, this.name]),
      ...checkName('name', this.name),
      ...checkNamespace(this.namespace),
      ...engine._problems(),
      ...model._problems(owner),
      ...checkFormat(model, engine),
      ...gpu._problems(),
      ...checkRuntime(runtime),
      ...scaling._problems(),
      ...mesh._problems(),
      ...checkSizing(sizing),
      ...(apiAccess ? checkApiAccess(apiAccess) : []),
    );
    problems.throwIfAny();

    const application = {
      name: profile.name,
      instance: this.name,
      version: engine.version,
      component: 'inference-server',
    };
    const selector = selectorLabels(application);
    this.labels = recommendedLabels(application);
    this.connections = new Connections(this.node.path, profile, mesh);
    const contract: ServiceContract = {
      namespace: this.namespace,
      name: this.name,
      selector,
      labels: this.labels,
      engine,
      model,
      gpu,
      sizing,
      scaling,
      mesh,
      runtime,
      apiAccess,
      version,
    };

    this.node.addValidation({ validate: () => this.validateOutput() });
    this.addIdentity(apiAccess);
    for (const object of model._objects(owner)) {
      this.addVolumeObject(object);
    }
    this.add('apps/v1', 'Deployment', { spec: deploymentSpec(contract) });
    this.addTraffic(contract);
    this.add('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels: selector } } });
    if (scaling.isAutomatic) {
      this.add('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: scaling._autoscalerSpec(this.name, profile.queueMetric),
      });
    }
  }

  /**
   * Changes an emitted object in a way that the properties do not foresee. Patches are applied last, so none is lost, and
   * what comes out is checked like everything else.
   *
   * @param kind kind of the object, for example `Deployment`
   * @param operations JSON patch operations, https://www.rfc-editor.org/rfc/rfc6902
   * @throws if the service has no object of that kind
   */
  public patch(kind: string, ...operations: JsonPatch[]): void {
    const object = this.object(kind);
    object.addJsonPatch(...operations);
    this.patched.add(object);
  }

  /**
   * An emitted object.
   *
   * @param kind kind of the object, for example `Deployment`
   * @throws if the service has no object of that kind
   */
  public object(kind: string): ApiObject {
    const object = this.objects.get(kind);
    if (!object) {
      const problems = new Problems(this.node.path);
      problems.add({
        what: 'service has no object of this kind',
        got: kind,
        allowed: [...this.objects.keys()].join(', '),
        fix: 'name one of these kinds',
      });
      problems.throwIfAny();
    }
    return object!;
  }

  /** What is written in the end: patches may bring in fields that do not exist, and undo what the rules ask for. */
  private validateOutput(): string[] {
    const unknown = [...this.patched].flatMap((object) => checkFields(object.toJson()));
    // loaded when something is synthesized, since the rules need the CEL engine
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { Checks } = require('../guardrails/checks') as typeof import('../guardrails/checks');
    return [...unknown.map(describe), ...Checks._ownErrors(this)];
  }

  private addVolumeObject({ apiVersion, kind, name, isClusterWide, spec }: VolumeObject): void {
    const metadata = { name, labels: this.labels };
    const object = isClusterWide
      ? addClusterObject(this, { apiVersion, kind, metadata, spec })
      : new ApiObject(this, kind, { apiVersion, kind, metadata: { ...metadata, namespace: this.namespace }, spec });
    this.objects.set(kind, object);
  }

  private addIdentity(apiAccess: ApiAccess | undefined): void {
    this.add('v1', 'ServiceAccount', { automountServiceAccountToken: false });
    if (apiAccess) {
      this.add('rbac.authorization.k8s.io/v1', 'Role', { rules: apiAccess.rules });
      this.add('rbac.authorization.k8s.io/v1', 'RoleBinding', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: this.name },
        subjects: [{ kind: 'ServiceAccount', name: this.name, namespace: this.namespace }],
      });
    }
  }

  private addTraffic({ selector, engine, mesh, apiAccess }: ServiceContract): void {
    const [{ name, port }] = engine.profile.ports;
    const { ingress, authorization } = this.connections._traffic();
    const egress = [DNS_EGRESS, mesh._egress(), ...(apiAccess ? [cidrEgress(apiAccess.serverCidrs, 6443)] : [])];
    this.add('v1', 'Service', {
      spec: {
        type: 'ClusterIP',
        selector,
        ports: [{ name, port, targetPort: name, protocol: 'TCP', appProtocol: 'http' }],
      },
    });
    this.add('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: networkPolicySpec({ matchLabels: selector }, ingress, egress),
    });
    this.add('security.istio.io/v1', 'PeerAuthentication', {
      spec: { selector: { matchLabels: selector }, mtls: { mode: 'STRICT' } },
    });
    this.add('security.istio.io/v1', 'AuthorizationPolicy', {
      spec: { selector: { matchLabels: selector }, action: 'ALLOW', rules: authorization },
    });
  }

  private add(apiVersion: string, kind: string, body: object): void {
    const metadata = { name: this.name, namespace: this.namespace, labels: this.labels };
    this.objects.set(kind, new ApiObject(this, kind, { apiVersion, kind, metadata, ...body }));
  }
}
