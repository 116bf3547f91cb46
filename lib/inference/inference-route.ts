import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { SecureGpuInferenceService } from './secure-gpu-inference-service';
import { RouteAccess } from '../engines/engine-traffic';
import { checkHostnames } from '../kubernetes/hostnames';
import { MANAGED_BY } from '../kubernetes/labels';
import { checkName } from '../kubernetes/names';
import { Problems } from '../private/problems';

/** Properties of `InferenceRoute`. */
export interface InferenceRouteProps {
  /** The service that answers, in the namespace of the chart. */
  readonly service: SecureGpuInferenceService;

  /** Name of the Gateway. */
  readonly gateway: string;

  /** Namespace of the Gateway. */
  readonly gatewayNamespace: string;

  /** Host names of requests, for example `llm.internal.example.com`. */
  readonly hostnames: string[];

  /** Service of the endpoint picker, in the namespace of the chart. It knows which replica has room. */
  readonly endpointPicker: string;

  /**
   * Port of the endpoint picker.
   *
   * @default 9002
   */
  readonly endpointPickerPort?: number;

  /**
   * Priority of the requests when replicas are full; a higher number goes first.
   *
   * @default 0
   */
  readonly priority?: number;

  /**
   * Name of every object.
   *
   * @default - the name of the service
   */
  readonly name?: string;
}

/**
 * The way from a Gateway to a service through the Gateway API Inference Extension: an InferencePool, an InferenceObjective
 * and an HTTPRoute that knows the inference routes of the engine and no other.
 *
 * The pool fails closed: without its endpoint picker requests are refused, not spread past what it decides. The gateway's
 * pods still need `service.connections.allowFrom(...)`.
 */
export class InferenceRoute extends Construct {
  /**
   * Defines the route.
   *
   * @param scope chart of the service
   * @param id construct id
   * @param props service, gateway and endpoint picker
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: InferenceRouteProps) {
    super(scope, id);
    const { service, priority = 0 } = props;
    const name = props.name ?? service.name;
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkName('name', name),
      ...checkName('gateway', props.gateway),
      ...checkName('namespace of the gateway', props.gatewayNamespace),
      ...checkName('endpoint picker', props.endpointPicker),
      ...checkHostnames(props.hostnames),
    );
    problems.throwIfAny();

    const { labels, annotations } = service._common;
    const metadata = { name, namespace: service.namespace, labels: { ...labels, ...MANAGED_BY }, annotations };
    const group = 'inference.networking.k8s.io';
    new ApiObject(this, 'InferencePool', {
      apiVersion: `${group}/v1`,
      kind: 'InferencePool',
      metadata,
      spec: {
        selector: { matchLabels: service.podSelector },
        targetPorts: [{ number: service.port }],
        endpointPickerRef: {
          name: props.endpointPicker,
          port: { number: props.endpointPickerPort ?? 9002 },
          failureMode: 'FailClose',
        },
      },
    });
    new ApiObject(this, 'InferenceObjective', {
      apiVersion: 'inference.networking.x-k8s.io/v1alpha2',
      kind: 'InferenceObjective',
      metadata,
      spec: { priority, poolRef: { group, name } },
    });
    new ApiObject(this, 'HTTPRoute', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata,
      spec: {
        parentRefs: [{ name: props.gateway, namespace: props.gatewayNamespace }],
        hostnames: props.hostnames,
        rules: [{ matches: matchesOf(service), backendRefs: [{ group, kind: 'InferencePool', name }] }],
      },
    });
  }
}

function matchesOf(service: SecureGpuInferenceService): object[] {
  return service.connections
    ._operations(RouteAccess.CALLERS)
    .filter(({ port }) => port === service.port)
    .flatMap(({ method, paths }) => paths.map((value) => ({ method, path: { type: 'Exact', value } })));
}
