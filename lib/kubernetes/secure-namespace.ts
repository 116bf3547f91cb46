import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { addClusterObject } from './cluster-object';
import { KubernetesVersion } from './kubernetes-version';
import { MANAGED_BY } from './labels';
import { Mesh } from './mesh';
import { checkName } from './names';
import { networkPolicySpec } from './network';
import { Problems } from '../private/problems';

/** Properties of `SecureNamespace`. */
export interface SecureNamespaceProps {
  /** Name of the namespace. */
  readonly name: string;

  /** GPUs that all pods of the namespace may request together. */
  readonly gpus: number;

  /**
   * Mesh that injects its sidecar into pods of the namespace.
   *
   * @default Mesh.asm()
   */
  readonly mesh?: Mesh;

  /**
   * Whether pods get cloud credentials of their service account's RAM role (RRSA).
   *
   * @default false
   */
  readonly cloudIdentity?: boolean;

  /**
   * Whether sigstore's policy-controller demands signed images in the namespace.
   *
   * @default false
   */
  readonly signedImages?: boolean;

  /**
   * Version of the cluster, and of the Pod Security Standards that are enforced.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetesVersion?: KubernetesVersion;
}

/**
 * A namespace that refuses pods which are not hardened, denies traffic that no policy allows, and bounds what is spent.
 *
 * It holds the Namespace, a ResourceQuota, a LimitRange and a NetworkPolicy.
 */
export class SecureNamespace extends Construct {
  /** Name of the namespace. */
  public readonly name: string;

  /**
   * Defines the namespace.
   *
   * @param scope chart that holds it
   * @param id construct id
   * @param props name and limits
   * @throws if the name is no DNS label or the number of GPUs is not a whole number of at least 0
   */
  public constructor(scope: Construct, id: string, props: SecureNamespaceProps) {
    super(scope, id);
    this.name = props.name;
    this.validate(props);
    const mesh = props.mesh ?? Mesh.asm();
    const level = (props.kubernetesVersion ?? KubernetesVersion.V1_34).podSecurityLabel;

    addClusterObject(this, 'Namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: props.name,
        labels: {
          ...MANAGED_BY,
          ...podSecurityLabels(level),
          ...mesh.namespaceLabels,
          ...rrsaLabels(props.cloudIdentity),
          ...(props.signedImages && { 'policy.sigstore.dev/include': 'true' }),
        },
      },
    });
    this.add('v1', 'ResourceQuota', 'gpus', {
      spec: {
        // Services of these types leave the cluster, past the mesh.
        hard: {
          'requests.nvidia.com/gpu': String(props.gpus),
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    });
    this.add('v1', 'LimitRange', 'container-defaults', {
      spec: {
        limits: [
          {
            type: 'Container',
            default: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '1Gi' },
            defaultRequest: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
          },
        ],
      },
    });
    this.add('networking.k8s.io/v1', 'NetworkPolicy', 'default-deny', { spec: networkPolicySpec({}, [], []) });
  }

  private add(apiVersion: string, kind: string, name: string, body: object): void {
    const metadata = { name, namespace: this.name, labels: MANAGED_BY };
    new ApiObject(this, kind, { apiVersion, kind, metadata, ...body });
  }

  private validate(props: SecureNamespaceProps): void {
    const problems = new Problems(this.node.path);
    problems.add(...checkName('namespace', props.name));
    if (!Number.isInteger(props.gpus) || props.gpus < 0) {
      problems.add({
        what: 'number of gpus is out of bounds',
        got: props.gpus,
        allowed: 'a whole number of at least 0',
        fix: 'give the sum of the gpus of all replicas that the namespace may run',
      });
    }
    problems.throwIfAny();
  }
}

function podSecurityLabels(version: string): Record<string, string> {
  return Object.fromEntries(
    ['enforce', 'audit', 'warn'].flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, 'restricted'],
      [`pod-security.kubernetes.io/${mode}-version`, version],
    ]),
  );
}

/** Source: ACK documentation, "Use RRSA to authorize different pods"; the webhook works on labelled namespaces only. */
function rrsaLabels(cloudIdentity = false): Record<string, string> {
  return cloudIdentity ? { 'pod-identity.alibabacloud.com/injection': 'on' } : {};
}
