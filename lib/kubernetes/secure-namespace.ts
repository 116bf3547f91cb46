import { isDeepStrictEqual } from 'node:util';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addClusterObject } from './cluster-object';
import { checkMetadata, CommonMetadata } from './common-metadata';
import { callingPodsEgress, DeclaredCall, DeclaredCalls } from './declared-calls';
import { KubernetesVersion } from './kubernetes-version';
import { MANAGED_BY } from './labels';
import { Mesh } from './mesh';
import { checkName } from './names';
import { checkNotSystem, misfits } from './namespace-fit';
import { checkQuota, NamespaceQuota, quotaOf } from './namespace-quota';
import { egressPolicySpec, networkPolicySpec } from './network';
import { NamespaceTerms, Tenancy } from './tenancy';
import { contentHash } from '../private/content-hash';
import { describe, Problems } from '../private/problems';

/** Properties of `SecureNamespace`. */
export interface SecureNamespaceProps extends CommonMetadata {
  /** Name of the namespace. */
  readonly name: string;

  /** Whole GPUs that all pods of the namespace may request together, as `nvidia.com/gpu`. */
  readonly gpus: number;

  /**
   * What its pods may request beside whole GPUs.
   *
   * @default - no partition or share of a GPU, no claim of a device; CPU, memory, storage and pods are not bounded
   */
  readonly quota?: NamespaceQuota;

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
 * It holds the Namespace, a ResourceQuota, a LimitRange and a NetworkPolicy, and for each workload that a service of the app
 * allows to call it (`connections.allowFrom`), a NetworkPolicy that lets its pods out: to DNS, the control plane of the mesh
 * and the service. Other workloads of the namespace need one too: `CallerEgress`.
 */
export class SecureNamespace extends Construct {
  /** Name of the namespace. */
  public readonly name: string;

  private readonly common: CommonMetadata;

  /** Rules for pods that call a service, by the name of their policy. */
  private readonly ways = new Map<string, object[]>();

  /**
   * Defines the namespace.
   *
   * @param scope chart that holds it
   * @param id construct id
   * @param props name and limits
   * @throws InputError if the name is no DNS label or of the system, or an amount is not a whole number of at least 0
   */
  public constructor(scope: Construct, id: string, props: SecureNamespaceProps) {
    super(scope, id);
    this.name = props.name;
    this.common = { labels: props.labels, annotations: props.annotations };
    this.validate(props);
    const mesh = props.mesh ?? Mesh.asm();
    const version = props.kubernetesVersion ?? KubernetesVersion.V1_34;

    addClusterObject(this, 'Namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: props.name,
        labels: {
          ...props.labels,
          ...MANAGED_BY,
          ...podSecurityLabels(version.podSecurityLabel),
          ...mesh.namespaceLabels,
          ...rrsaLabels(props.cloudIdentity),
          ...(props.signedImages && { 'policy.sigstore.dev/include': 'true' }),
        },
        annotations: props.annotations,
      },
    });
    const hard = quotaOf(props.gpus, props.quota);
    this.add('v1', 'ResourceQuota', 'gpus', { spec: { hard } });
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
    this.compareWithServices({
      ...{ path: this.node.path, chart: Chart.of(this).node.path, name: props.name },
      ...{ mesh, version, cloudIdentity: props.cloudIdentity ?? false, hard },
    });
    DeclaredCalls.of(this).listen((call) => {
      if (call.namespace === this.name) {
        this.letOut(call, mesh);
      }
    });
  }

  /** When the app is validated, since services may be made later. */
  private compareWithServices(terms: NamespaceTerms): void {
    const tenancy = Tenancy.of(this);
    tenancy.namespaces.push(terms);
    this.node.addValidation({
      validate: () => misfits(terms, tenancy).map(describe),
    });
  }

  private letOut({ serviceAccount, podSelector, egress }: DeclaredCall, mesh: Mesh): void {
    const pods = Object.keys(podSelector).length > 0 ? `.${contentHash(podSelector)}` : '';
    const name = `egress.${serviceAccount}${pods}`;
    const known = this.ways.get(name);
    if (known) {
      known.push(...egress.filter((rule) => !known.some((each) => isDeepStrictEqual(each, rule))));
      return;
    }
    const rules = [...callingPodsEgress(mesh), ...egress];
    this.ways.set(name, rules);
    this.add('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: egressPolicySpec(podSelector, rules) });
  }

  private add(apiVersion: string, kind: string, name: string, body: object): void {
    const labels = { ...this.common.labels, ...MANAGED_BY };
    const metadata = { name, namespace: this.name, labels, annotations: this.common.annotations };
    const id = this.node.tryFindChild(kind) ? `${kind}-${name}` : kind;
    new ApiObject(this, id, { apiVersion, kind, metadata, ...body });
  }

  private validate(props: SecureNamespaceProps): void {
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkName('namespace', props.name),
      ...checkNotSystem(props.name),
      ...checkQuota(props.gpus, props.quota),
      ...checkMetadata(props),
    );
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
