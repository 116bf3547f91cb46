import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { addClusterObject } from './cluster-object';
import { DeclaredCalls } from './declared-calls';
import { LABEL_PREFIX, MANAGED_BY, NOT_SUBSTITUTED } from './labels';
import { nameFromId } from './names';
import { SecureNamespace } from './secure-namespace';
import { Tenancy } from './tenancy';
import { callsThroughWall, checkTenant, queueName, servicesOutsideQueue } from './tenant-checks';
import { TenantProps } from './tenant-props';
import { localQueue, queuePolicies } from './tenant-queue';
import { describe, Problems } from '../private/problems';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * What people of a tenant look at: its workloads, quota and routes. Logs, ConfigMaps and Secrets may hold prompts and keys.
 * Whoever creates pods takes any service account of the namespace, and whoever writes policies opens its walls, so that
 * changes are left to the pipeline of the platform.
 */
const READABLE: readonly { readonly apiGroups: string[]; readonly resources: string[] }[] = [
  {
    apiGroups: [''],
    resources: ['pods', 'services', 'events', 'resourcequotas', 'limitranges', 'persistentvolumeclaims'],
  },
  { apiGroups: ['apps'], resources: ['deployments', 'replicasets', 'statefulsets'] },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'] },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'] },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'] },
  { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'] },
  { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'] },
  { apiGroups: ['leaderworkerset.x-k8s.io'], resources: ['leaderworkersets'] },
];

/**
 * Namespaces of one tenant of a cluster that others use too: hardened as a `SecureNamespace` is, with a quota of everything
 * that fills nodes, network walls, and people who look but change nothing.
 *
 * A wall is a NetworkPolicy that denies both ways, and nobody of the tenant may write another one. Services of the tenant
 * can be called from its own namespaces and from those in `callerNamespaces`; another call that the app declares fails the
 * synthesis.
 */
export class Tenant extends Construct {
  /** Name of the tenant. */
  public readonly name: string;

  /** Names of its namespaces. */
  public readonly namespaces: string[];

  /**
   * Defines the tenant.
   *
   * @param scope chart that holds it
   * @param id construct id
   * @param props namespaces, people and callers
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: TenantProps) {
    super(scope, id);
    this.name = props.name ?? nameFromId(id);
    this.namespaces = props.namespaces.map(({ name }) => name);
    const problems = new Problems(this.node.path);
    problems.add(...checkTenant(this.name, props));
    problems.throwIfAny();

    for (const space of props.namespaces) {
      this.addNamespace(space, props);
    }
    this.addQueue(props);
    const { callerNamespaces = [], queue } = props;
    const calls = DeclaredCalls.of(this);
    const tenancy = Tenancy.of(this);
    this.node.addValidation({
      validate: () =>
        [
          ...callsThroughWall(this.namespaces, callerNamespaces, calls.all),
          ...servicesOutsideQueue(this.namespaces, queue && queueName(queue), tenancy.services),
        ].map(describe),
    });
  }

  private addNamespace(
    { name, gpus, quota }: TenantProps['namespaces'][number],
    { mesh, cloudIdentity, signedImages, kubernetesVersion, ...props }: TenantProps,
  ): void {
    const common = { mesh, cloudIdentity, signedImages, kubernetesVersion };
    const space = new SecureNamespace(this, name, { name, gpus, quota, ...common });
    // Kueue's ClusterQueues and the shares of costs select namespaces by label
    (space.node.findChild('Namespace') as ApiObject).metadata.addLabel(`${LABEL_PREFIX}tenant`, this.name);
    this.addReaders(name, props);
    if (props.quotaAlertPercent !== undefined) {
      this.addAlert(name, props.quotaAlertPercent);
    }
  }

  private addReaders(namespace: string, { readerGroups = [], readerUsers = [] }: TenantProps): void {
    const subjects = [
      ...readerGroups.map((name) => ({ kind: 'Group', name, apiGroup: RBAC })),
      ...readerUsers.map((name) => ({ kind: 'User', name, apiGroup: RBAC })),
    ];
    if (subjects.length === 0) {
      return;
    }
    const name = `${this.name}-readers`;
    const metadata = { name, namespace, labels: MANAGED_BY };
    const rules = READABLE.map((rule) => ({ ...rule, verbs: ['get', 'list', 'watch'] }));
    const roleRef = { apiGroup: RBAC, kind: 'Role', name };
    this.add(namespace, { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules });
    this.add(namespace, { apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata, roleRef, subjects });
  }

  private addQueue({ queue }: TenantProps): void {
    if (!queue) {
      return;
    }
    const name = queueName(queue);
    for (const namespace of this.namespaces) {
      this.add(namespace, localQueue(name, namespace, queue.clusterQueue));
    }
    for (const object of queuePolicies(this.name, name, this.namespaces) as any[]) {
      addClusterObject(this, `${object.kind}-${object.metadata.name}`, object);
    }
  }

  private addAlert(namespace: string, percent: number): void {
    const of = (type: string): string => `kube_resourcequota{namespace="${namespace}", type="${type}"}`;
    const alert = {
      alert: 'TenantQuotaNearlyUsed',
      expr: `100 * ${of('used')} / ignoring(type) (${of('hard')} > 0) > ${percent}`,
      for: '10m',
      labels: { severity: 'warning', tenant: this.name },
      annotations: {
        summary: `Tenant ${this.name} uses more than ${percent} % of a quota in ${namespace}; the label resource of the alert says which.`,
        description: 'What is above the quota is refused: replicas that scale out, and pods that replace others.',
      },
    };
    const metadata = { name: `${this.name}-quota`, namespace, labels: MANAGED_BY, annotations: NOT_SUBSTITUTED };
    this.add(namespace, {
      ...{ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata },
      spec: { groups: [{ name: `tenant-${this.name}`, rules: [alert] }] },
    });
  }

  private add(namespace: string, object: any): void {
    new ApiObject(this, `${namespace}-${object.kind}`, object);
  }
}
