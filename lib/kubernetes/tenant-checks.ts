import { DeclaredCall } from './declared-calls';
import { checkName } from './names';
import { NamespaceQuota } from './namespace-quota';
import { ServiceTerms } from './tenancy';
import { TenantNamespace, TenantProps } from './tenant-props';
import { Problem } from '../private/problems';

/** What a quota must name, so that one tenant cannot fill the nodes of all. */
const BOUNDED: (keyof NamespaceQuota)[] = ['cpu', 'memory', 'ephemeralStorage', 'storage', 'pods'];

/** Everything that is wrong with the properties of a tenant. Namespaces check their names and amounts themselves. */
export function checkTenant(name: string, props: TenantProps): Problem[] {
  const { namespaces, readerGroups = [], readerUsers = [], callerNamespaces = [], queue, quotaAlertPercent } = props;
  return [
    ...checkName('name of the tenant', name),
    ...checkNamespaces(namespaces),
    ...namespaces.flatMap(checkBounds),
    ...readerGroups.flatMap((group) => checkSubject('group of readers', group)),
    ...readerUsers.flatMap((user) => checkSubject('reader', user)),
    ...callerNamespaces.flatMap((each) => checkName('namespace of callers', each)),
    ...(queue ? [...checkName('ClusterQueue', queue.clusterQueue), ...checkName('LocalQueue', queueName(queue))] : []),
    ...checkPercent(quotaAlertPercent),
  ];
}

/** Name of the queue in the namespaces of a tenant. */
export function queueName({ clusterQueue, name = clusterQueue }: NonNullable<TenantProps['queue']>): string {
  return name;
}

/** Calls into a tenant's namespaces from namespaces that are neither its own nor declared. */
export function callsThroughWall(
  own: readonly string[],
  callerNamespaces: readonly string[],
  calls: readonly DeclaredCall[],
): Problem[] {
  return calls
    .filter(({ to, namespace }) => own.includes(to.namespace) && ![...own, ...callerNamespaces].includes(namespace))
    .map(({ to, namespace, serviceAccount }) => ({
      what: `service ${to.name} of the tenant may be called from outside its walls`,
      got: `${namespace}/${serviceAccount}`,
      allowed: [...own, ...callerNamespaces].join(', '),
      fix: 'let it call the gateway, or add its namespace to `callerNamespaces` of the Tenant',
    }));
}

/** Services that would wait in another queue than their tenant's, or in none and be refused. */
export function servicesOutsideQueue(
  own: readonly string[],
  queue: string | undefined,
  services: readonly ServiceTerms[],
): Problem[] {
  return services
    .filter((service) => own.includes(service.namespace) && service.queue !== queue)
    .map((service) => ({
      what: `queue of the service [${service.path}] is not that of its tenant`,
      got: service.queue,
      allowed: queue ?? 'no queue',
      fix: queue ? `give the service \`queue: ${JSON.stringify(queue)}\`` : 'give the Tenant a `queue`',
    }));
}

function checkNamespaces(namespaces: readonly TenantNamespace[]): Problem[] {
  return namespaces.length > 0
    ? []
    : [
        {
          what: 'tenant has no namespace',
          got: [],
          allowed: 'at least one',
          fix: 'name the namespace that its services run in',
        },
      ];
}

function checkBounds({ name, quota }: TenantNamespace): Problem[] {
  const missing = BOUNDED.filter((bound) => quota[bound] === undefined);
  return missing.length === 0
    ? []
    : [
        {
          what: `quota of the tenant's namespace ${name} leaves out what fills nodes of others`,
          got: `no ${missing.join(', ')}`,
          allowed: BOUNDED.join(', '),
          fix: 'bound each of them; 0 for storage that it does not use',
        },
      ];
}

function checkSubject(what: string, name: string): Problem[] {
  return name !== '' && !name.startsWith('system:') && !name.includes('*')
    ? []
    : [
        {
          what: `${what} is not one of the tenant's`,
          got: name,
          allowed:
            'the name of a group or user of your identity provider; groups such as system:authenticated hold everybody',
          fix: "name the tenant's own group",
        },
      ];
}

function checkPercent(percent: number | undefined): Problem[] {
  return percent === undefined || (Number.isInteger(percent) && percent >= 1 && percent <= 99)
    ? []
    : [
        {
          what: 'percent of the quota for an alert is out of bounds',
          got: percent,
          allowed: 'a whole number from 1 to 99',
          fix: 'give for example 90',
        },
      ];
}
