import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { httpsListener, INTRANET_ADDRESS } from './gateway-listener';
import { checkHostnames } from './hostnames';
import { MANAGED_BY } from './labels';
import { checkName, nameFromId } from './names';
import { Problems } from '../private/problems';

/** Properties of `InternalGateway`. */
export interface InternalGatewayProps {
  /** Host names that it answers, for example `*.internal.example.com`. */
  readonly hostname: string;

  /** Secret of type `kubernetes.io/tls` in the namespace of the chart. */
  readonly certificateSecret: string;

  /** Namespaces whose routes it takes. */
  readonly routeNamespaces: string[];

  /**
   * Class of the gateway.
   *
   * @default ack-gateway
   */
  readonly gatewayClass?: string;

  /**
   * Name of the Gateway.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;
}

/**
 * A Gateway that is reached inside the VPC only, over TLS. ACK's "Gateway with Inference Extension" would make a public
 * load balancer otherwise.
 *
 * Source: ACK documentation, "Gateway with Inference Extension"; annotation of the cloud controller manager.
 */
export class InternalGateway extends Construct {
  /** Name of the Gateway. */
  public readonly name: string;

  /**
   * Defines the gateway.
   *
   * @param scope chart of the gateway
   * @param id construct id
   * @param props host name, certificate and routes
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: InternalGatewayProps) {
    super(scope, id);
    this.name = props.name ?? nameFromId(id);
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkName('name', this.name),
      ...checkName('certificate secret', props.certificateSecret),
      ...checkHostnames([props.hostname]),
      ...props.routeNamespaces.flatMap((namespace) => checkName('namespace of routes', namespace)),
    );
    problems.throwIfAny();

    new ApiObject(this, 'Gateway', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: this.name, labels: MANAGED_BY },
      spec: {
        gatewayClassName: props.gatewayClass ?? 'ack-gateway',
        infrastructure: { annotations: INTRANET_ADDRESS },
        listeners: [httpsListener(props)],
      },
    });
  }
}
