import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { Caller } from './caller';
import { Connections } from './connections';
import { EmittedObject } from './contribution';
import { meshPolicies } from './mesh-policies';
import { compareWithNamespace } from './namespaced-service';
import { Outbound } from './outbound';
import { OutputCheck } from './output-check';
import { serviceSpec } from './pod';
import { SecureGpuInferenceServiceProps } from './secure-gpu-inference-service-props';
import { planService, ServicePlan } from './service-plan';
import { CheckedObject } from '../app/checked-object';
import { RouteAccess } from '../engines/engine-traffic';
import { callerPorts } from '../engines/ports';
import { withoutNamespace } from '../kubernetes/cluster-object';
import { CommonMetadata } from '../kubernetes/common-metadata';
import { DeclaredCalls } from '../kubernetes/declared-calls';
import { INFERENCE_SERVER, recommendedLabels, selectorLabels } from '../kubernetes/labels';
import { nameFromId } from '../kubernetes/names';
import { DNS_EGRESS, networkPolicySpec } from '../kubernetes/network';
import { QUEUE_LABEL } from '../kubernetes/tenant-queue';
import { Problems } from '../private/problems';

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

  /** Port that serves requests. */
  public readonly port: number;

  /** Labels of the pods that serve requests. */
  public readonly podSelector: { [key: string]: string };

  /** Who may call the service. */
  public readonly connections: Connections;

  /**
   * What to enter among the extension providers of the mesh (`meshConfig.extensionProviders`, an extension provider in
   * ASM), if the mesh asks the prompt guard.
   */
  public readonly guardProvider?: { [key: string]: any };

  /**
   * What the service was made from.
   *
   * @internal
   */
  public readonly _plan: ServicePlan;

  /**
   * What runs the replicas.
   *
   * @internal
   */
  public readonly _workload: ApiObject;

  /**
   * Labels by which its pods are found.
   *
   * @internal
   */
  public readonly _selector: Record<string, string>;

  /**
   * Labels and annotations of a platform, for objects that belong to the service.
   *
   * @internal
   */
  public readonly _common: CommonMetadata;

  private readonly objects = new Map<string, ApiObject>();
  private readonly output = new OutputCheck(this);
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
    this.name = props.name ?? nameFromId(id);
    this.namespace = Chart.of(this).namespace ?? '';
    const plan = planService(props, this.name, this.namespace);
    this._plan = plan;
    const problems = new Problems(this.node.path);
    problems.add(...plan.problems);
    problems.throwIfAny();

    const { engine } = props;
    const application = {
      name: engine.profile.name,
      instance: this.name,
      version: engine.version,
      component: INFERENCE_SERVER,
    };
    const selector = selectorLabels(application);
    this._selector = selector;
    this.labels = { ...props.labels, ...recommendedLabels(application) };
    this._common = { labels: props.labels, annotations: props.annotations };
    this.guardProvider = plan.promptGuard?._provider(plan.budget);
    this.port = engine.profile.ports[0].port;
    this.podSelector = { ...selector, ...plan.workload._servingLabels };
    const { mesh, parts } = plan;
    const meshHosts = [...parts.meshHosts, ...parts.hosts.map((host) => `./${host}`)];
    const egress = [DNS_EGRESS, ...parts.egress];
    const outbound = new Outbound(this.name, mesh, egress, meshHosts, (object) => this.addAll([object]));
    this.connections = Connections._of({
      ...{ path: this.node.path, name: this.name, namespace: this.namespace, podLabels: this.podSelector },
      ...{ profile: engine.profile, tasks: plan.taskContext, modelName: props.model.name, tokens: props.callerTokens },
      ...{ mesh, ingress: parts.ingress, outbound, calls: DeclaredCalls.of(this) },
    });
    plan.promptGuard?._reserve(this.connections);
    this.node.addValidation(this.output);
    compareWithNamespace(this, {
      name: this.name,
      namespace: this.namespace,
      plan,
      props,
      connections: this.connections,
    });

    this.add('v1', 'ServiceAccount', {
      annotations: plan.parts.serviceAccountAnnotations,
      body: { automountServiceAccountToken: false },
    });
    this.addAll(plan.parts.objects);
    const workload = plan.workload._manifest({ ...plan, name: this.name, selector, labels: this.labels });
    this.addAll([{ ...workload, labels: props.queue === undefined ? undefined : { [QUEUE_LABEL]: props.queue } }]);
    this._workload = this.object(workload.kind);
    this.addTraffic(plan, outbound, props);
    this.add('policy/v1', 'PodDisruptionBudget', {
      body: { spec: { maxUnavailable: 1, selector: { matchLabels: selector } } },
    });
    const { name, namespace } = this;
    const target = plan.workload._scaleTarget(name);
    this.addAll(
      plan.scaling._objects({
        name,
        namespace,
        target,
        podNames: plan.workload._podNames(name),
        profile: engine.profile,
      }),
    );
  }

  /** The service as one that calls another, for example a model that asks an embedding model. */
  public get asCaller(): Caller {
    const { namespace, name: serviceAccount, _selector: podLabels } = this;
    return Caller.workload({ namespace, serviceAccount, podLabels });
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
    this.output.addPatched(object);
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

  private addTraffic(plan: ServicePlan, outbound: Outbound, props: SecureGpuInferenceServiceProps): void {
    const { mesh, parts, promptGuard } = plan;
    const { _selector: selector } = this;
    const { egress, sidecarHosts } = outbound;
    const { profile } = props.engine;
    const { ingress, authorization } = this.connections._traffic();
    this.add('v1', 'Service', {
      labels: mesh.serviceLabels,
      annotations: promptGuard?._annotations(),
      body: { spec: serviceSpec(profile, this.podSelector) },
    });
    this.add('networking.k8s.io/v1', 'NetworkPolicy', {
      body: { spec: networkPolicySpec({ matchLabels: selector }, ingress, egress) },
    });
    const ports = callerPorts(profile).map(({ port }) => port);
    const context = { name: this.name, selector, ports, mesh, budget: plan.budget };
    this.addAll(
      meshPolicies({ ...context, hosts: parts.hosts, sidecarHosts, authorization, tokens: props.callerTokens }),
    );
    const operations = this.connections._operations(RouteAccess.CALLERS);
    this.addAll(promptGuard?._policies({ ...context, operations }) ?? []);
  }

  private addAll(objects: readonly EmittedObject[]): void {
    for (const { apiVersion, kind, ...rest } of objects) {
      this.add(apiVersion, kind, rest);
    }
  }

  private add(
    apiVersion: string,
    kind: string,
    object: Omit<EmittedObject, 'apiVersion' | 'kind' | 'name'> & { name?: string },
  ): void {
    const { name = this.name, labels, isClusterWide, body } = object;
    const annotations = { ...this._common.annotations, ...object.annotations };
    const namespace = isClusterWide ? undefined : this.namespace;
    const id = this.node.tryFindChild(kind) ? `${kind}-${name}` : kind;
    const metadata = { name, labels: { ...this.labels, ...labels }, annotations, namespace };
    const added = new CheckedObject(this, id, { apiVersion, kind, metadata, ...body }, this.output);
    if (isClusterWide) {
      withoutNamespace(added);
    }
    if (!this.objects.has(kind)) {
      this.objects.set(kind, added);
    }
  }
}
