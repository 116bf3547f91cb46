import { Manifest } from '../../objects/manifest';
import { groupKindOf, nameOf } from '../../objects/pods';
import { fieldsIn } from '../../objects/unknown-fields';
import { ClusterView, Unreadable } from '../cluster-view';
import { Need, need, unknown } from '../lack';
import { objectText } from '../workloads';

const PROBE = 'prove it: add a NetworkProbe to the app, and look at its jobs with ack-secure-inference verify';

/** What connects pods, by the name of its DaemonSet, and whether it enforces NetworkPolicies. */
const PLUGINS: readonly { readonly daemonSet: RegExp; readonly enforces: boolean | undefined }[] = [
  { daemonSet: /^(calico-node|cilium|kube-router|antrea-agent|canal|weave-net)$/, enforces: true },
  // only where the cluster was made with network policies
  { daemonSet: /^terway/, enforces: undefined },
  { daemonSet: /^kube-flannel/, enforces: false },
];

/** Whether something enforces network policies, as far as its name tells. */
export async function network(objects: readonly Manifest[], cluster: ClusterView): Promise<Need[]> {
  const policies = objects.filter((object) => groupKindOf(object) === 'networking.k8s.io/NetworkPolicy');
  if (policies.length === 0) {
    return [];
  }
  const neededBy = policies.map(objectText);
  const sets = await cluster.daemonSets();
  if (sets instanceof Unreadable) {
    return [unknown('network policies', `DaemonSets cannot be read: ${sets.reason}`, neededBy, PROBE)];
  }
  const found = sets.flatMap((set) =>
    PLUGINS.filter(({ daemonSet }) => daemonSet.test(nameOf(set))).map(({ enforces }) => ({
      name: nameOf(set),
      enforces,
    })),
  );
  const enforcing = found.find(({ enforces }) => enforces);
  if (enforcing) {
    return [need('network policies', `${enforcing.name} enforces NetworkPolicies`, neededBy)];
  }
  const names = found.map(({ name }) => name).join(', ');
  return [
    found.some(({ enforces }) => enforces === false)
      ? need(
          'network policies',
          `${names} enforces no NetworkPolicy`,
          neededBy,
          'make a cluster with Terway and network policies: policies would be believed and not hold',
        )
      : unknown(
          'network policies',
          names
            ? `${names} enforces NetworkPolicies only where they are switched on`
            : 'no network plug-in is known by name',
          neededBy,
          PROBE,
        ),
  ];
}

/** Sidecars, or node proxies, that pods and namespaces ask for. */
export async function mesh(objects: readonly Manifest[], cluster: ClusterView): Promise<Need[]> {
  const asking = (isAsked: (labels: Record<string, unknown>) => boolean) =>
    objects.filter((object) => isAsked(meshLabels(object))).map(objectText);
  const sidecars = asking(
    (labels) => labels['istio-injection'] === 'enabled' || labels['sidecar.istio.io/inject'] === 'true',
  );
  const ambient = asking((labels) => labels['istio.io/dataplane-mode'] === 'ambient');
  return [
    ...(sidecars.length > 0
      ? [await injector(sidecars, cluster), await daemon(/^istio-cni/, 'CNI plug-in of the mesh', sidecars, cluster)]
      : []),
    ...(ambient.length > 0 ? [await daemon(/^ztunnel/, 'node proxy of the ambient mesh', ambient, cluster)] : []),
  ];
}

/** Labels of an object and of the pods in it. */
function meshLabels({ metadata, spec }: Manifest): Record<string, unknown> {
  const { template } = fieldsIn(spec);
  return { ...fieldsIn(fieldsIn(fieldsIn(template).metadata).labels), ...fieldsIn(fieldsIn(metadata).labels) };
}

async function injector(neededBy: readonly string[], cluster: ClusterView): Promise<Need> {
  return webhook(
    /(istio|asm).*(inject|sidecar)|sidecar-injector/i,
    'webhook that injects sidecars',
    neededBy,
    'add the cluster to an ASM instance, or install Istio',
    cluster,
  );
}

async function daemon(name: RegExp, what: string, neededBy: readonly string[], cluster: ClusterView): Promise<Need> {
  const sets = await cluster.daemonSets();
  const fix = `install the ${what}: without it pods need rights that the namespace refuses`;
  if (sets instanceof Unreadable) {
    return unknown('mesh', `${what}: ${sets.reason}`, neededBy, 'let the account list DaemonSets');
  }
  const found = sets.find((set) => name.test(nameOf(set)));
  return need(
    'mesh',
    found ? `${nameOf(found)} is the ${what}` : `there is no ${what}`,
    neededBy,
    found ? undefined : fix,
  );
}

/** By what objects need one: labels of namespaces, and API groups. */
const VERIFIERS: readonly {
  readonly isNeeded: (object: Manifest) => boolean;
  readonly webhook: RegExp;
  readonly what: string;
  readonly fix: string;
}[] = [
  {
    isNeeded: ({ metadata }) => fieldsIn(fieldsIn(metadata).labels)['policy.sigstore.dev/include'] === 'true',
    ...{
      webhook: /sigstore/,
      what: 'webhook that verifies signatures (policy-controller)',
      fix: 'install policy-controller',
    },
  },
  {
    isNeeded: ({ apiVersion }) => apiVersion.startsWith('policies.kyverno.io/'),
    ...{ webhook: /kyverno/, what: 'webhook that verifies signatures (Kyverno)', fix: 'install Kyverno' },
  },
  {
    isNeeded: ({ apiVersion }) => /^(templates|constraints)\.gatekeeper\.sh\//.test(apiVersion),
    ...{
      webhook: /gatekeeper/,
      what: 'webhook of Gatekeeper',
      fix: 'enable policy governance of ACK, or install Gatekeeper',
    },
  },
  {
    isNeeded: ({ metadata }) => fieldsIn(fieldsIn(metadata).labels)['pod-identity.alibabacloud.com/injection'] === 'on',
    ...{
      webhook: /pod-identity/,
      what: 'webhook that gives cloud credentials',
      fix: 'install the ACK component ack-pod-identity-webhook, or give arns to CloudIdentity.rrsa',
    },
  },
];

/** Webhooks without which a policy or a label is believed and does nothing. */
export async function webhooks(objects: readonly Manifest[], cluster: ClusterView): Promise<Need[]> {
  return Promise.all(
    VERIFIERS.map((each) => ({ ...each, neededBy: objects.filter(each.isNeeded).map(objectText) }))
      .filter(({ neededBy }) => neededBy.length > 0)
      .map(({ webhook: name, what, neededBy, fix }) => webhook(name, what, neededBy, fix, cluster)),
  );
}

async function webhook(
  name: RegExp,
  what: string,
  neededBy: readonly string[],
  fix: string,
  cluster: ClusterView,
): Promise<Need> {
  const all = await cluster.webhooks();
  if (all instanceof Unreadable) {
    return unknown('webhooks', `${what}: ${all.reason}`, neededBy, 'let the account list webhook configurations');
  }
  const found = all.find((each) => name.test(nameOf(each)));
  return need(
    'webhooks',
    found ? `${nameOf(found)} is the ${what}` : `there is no ${what}`,
    neededBy,
    found ? undefined : fix,
  );
}
