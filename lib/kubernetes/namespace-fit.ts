import { NamespaceTerms, ServiceTerms, Tenancy } from './tenancy';
import { quantityOf } from '../objects/quantity';
import { isSystemNamespace } from '../objects/system-namespaces';
import { Problem } from '../private/problems';

/** Problems of a namespace that is not for workloads of users. */
export function checkNotSystem(name: string): Problem[] {
  return isSystemNamespace(name)
    ? [
        {
          what: 'namespace is one of the system',
          got: name,
          allowed: 'a namespace of its own: components of the cluster would be cut off from the network and refused',
          fix: 'give the services a namespace, for example "inference"',
        },
      ]
    : [];
}

/** What does not fit between a namespace and the services of the app. */
export function misfits(terms: NamespaceTerms, { namespaces, services }: Tenancy): Problem[] {
  const own = services.filter(({ namespace }) => namespace === terms.name);
  return [
    ...duplicates(
      'namespace',
      terms.path,
      namespaces.filter(({ name }) => name === terms.name),
    ),
    ...strangers(terms, namespaces, services),
    ...own.flatMap((service) => differences(terms, service)),
    ...overQuota(terms, own),
  ];
}

/** Services of one name in one namespace, of which the last that is applied would replace the others. */
export function sameName(service: ServiceTerms, tenancy: Tenancy): Problem[] {
  return duplicates('service', service.path, tenancy.namesakesOf(service));
}

function duplicates(
  what: string,
  own: string,
  same: readonly { readonly path: string; readonly name: string }[],
): Problem[] {
  return same
    .filter(({ path }) => path !== own)
    .map(({ path, name }) => ({
      what: `${what} has the name of another one`,
      got: `${name}, also of [${path}]`,
      allowed: 'one construct a name: what is applied last would replace the other',
      fix: 'give one of them another name',
    }));
}

/** Services beside a namespace in one chart, in a namespace that nobody there makes: a typing error. */
function strangers(
  { chart, name }: NamespaceTerms,
  namespaces: readonly NamespaceTerms[],
  services: readonly ServiceTerms[],
): Problem[] {
  const made = namespaces.filter((each) => each.chart === chart).map((each) => each.name);
  return services
    .filter((service) => service.chart === chart && !made.includes(service.namespace))
    .map(({ path, namespace }) => ({
      what: `namespace of the service [${path}] is not the one in its chart`,
      got: namespace,
      allowed: name,
      fix: `give the chart that namespace: new Chart(app, …, { namespace: ${JSON.stringify(name)} }), or put the namespace into a chart of its own`,
    }));
}

function differences(terms: NamespaceTerms, service: ServiceTerms): Problem[] {
  const of = `of the service [${service.path}]`;
  const pairs: [boolean, Problem][] = [
    [
      terms.mesh.kind === service.mesh.kind && terms.mesh.trustDomain === service.mesh.trustDomain,
      {
        what: `mesh ${of} is not that of its namespace`,
        got: `${service.mesh.kind}, trust domain ${service.mesh.trustDomain}`,
        allowed: `${terms.mesh.kind}, trust domain ${terms.mesh.trustDomain}`,
        fix: 'give both the same `mesh`',
      },
    ],
    [
      terms.version.minor === service.version.minor,
      {
        what: `Kubernetes version ${of} is not that of its namespace`,
        got: String(service.version),
        allowed: String(terms.version),
        fix: 'give both the same `kubernetesVersion`',
      },
    ],
    [
      terms.cloudIdentity || !service.needsIdentityWebhook,
      {
        what: `cloud identity ${of} is injected by a webhook that does not look at its namespace`,
        got: 'a namespace without cloudIdentity',
        allowed: 'cloudIdentity: true',
        fix: 'set it in SecureNamespace, or give `arns` to CloudIdentity.rrsa',
      },
    ],
  ];
  return pairs.filter(([holds]) => !holds).map(([, problem]) => problem);
}

function overQuota({ hard }: NamespaceTerms, services: readonly ServiceTerms[]): Problem[] {
  return Object.entries(hard).flatMap(([resource, most]) => {
    const asking = services.filter(({ demand }) => (demand[resource] ?? 0) > 0);
    const sum = asking.reduce((total, { demand }) => total + demand[resource], 0);
    return sum <= quantityOf(most)!
      ? []
      : [
          {
            what: `services ask for more ${resource} than the quota of the namespace gives`,
            got: asking.map(({ path, demand }) => `[${path}] ${demand[resource]}`).join(', '),
            allowed: `${most} together, all replicas counted`,
            fix: 'raise `gpus` or `quota` of SecureNamespace, or lower replicas',
          },
        ];
  });
}
