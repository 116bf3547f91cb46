import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { externalHosts } from '../../kubernetes/external-hosts';
import { checkHostname } from '../../kubernetes/hostnames';
import { MANAGED_BY } from '../../kubernetes/labels';
import { checkName, nameFromId } from '../../kubernetes/names';
import { cidrEgress, DNS_EGRESS, egressPolicySpec } from '../../kubernetes/network';
import { checkCidrs } from '../../objects/cidr';
import { Problem, Problems } from '../../private/problems';
import { Caller } from '../caller';
import { CLOUD_SERVICES } from '../cloud-identity';

/** Properties of `ManagedGuardrail`. */
export interface ManagedGuardrailProps {
  /** Host of the guardrail, for example `green-cip-vpc.cn-hangzhou.aliyuncs.com` of Alibaba Cloud AI Guardrails. */
  readonly host: string;

  /** The gateway that asks it, with the labels of its pods. */
  readonly gateway: Caller;

  /**
   * Address ranges of the guardrail.
   *
   * @default - 100.64.0.0/10, where the services of Alibaba Cloud are inside a VPC
   */
  readonly cidrs?: string[];

  /**
   * Name of every object.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;
}

/**
 * The way from a gateway to a managed guardrail, over TLS: a host that the mesh knows in the namespace of the gateway only,
 * and a NetworkPolicy that lets the pods of the gateway out to it.
 *
 * The namespace should deny by default, as `SecureNamespace` makes it: policies add up, and the gateway needs others to
 * reach the mesh and its engines. A mesh that lets pods call declared hosts only, as `alicloud.ServiceMesh` does, then
 * opens this host and no other.
 */
export class ManagedGuardrail extends Construct {
  /** Host of the guardrail. */
  public readonly host: string;

  /** The gateway that asks it. */
  public readonly gateway: Caller;

  /**
   * Defines the way.
   *
   * @param scope chart that holds it
   * @param id construct id
   * @param props guardrail and gateway
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: ManagedGuardrailProps) {
    super(scope, id);
    const { host, gateway, cidrs = [CLOUD_SERVICES] } = props;
    this.host = host;
    this.gateway = gateway;
    const name = props.name ?? nameFromId(id);
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkName('name', name),
      ...checkHostname('host of the guardrail', host),
      ...checkCidrs('range of the guardrail', cidrs),
      ...gateway._problems(),
      ...checkPods(gateway),
    );
    problems.throwIfAny();

    const metadata = { name, namespace: gateway.namespace, labels: MANAGED_BY };
    new ApiObject(this, 'ServiceEntry', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata,
      spec: externalHosts([host]),
    });
    new ApiObject(this, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: egressPolicySpec(gateway._podSelector(), [DNS_EGRESS, cidrEgress(cidrs, 443)]),
    });
  }
}

function checkPods(gateway: Caller): Problem[] {
  return gateway._namesPods()
    ? []
    : [
        {
          what: 'gateway has no pod labels',
          got: undefined,
          allowed: 'a caller with podLabels',
          fix: 'give the labels of its pods; else every pod of its namespace could send prompts out',
        },
      ];
}
