import { Fields, fields, maps } from './resource';

/** Provisioners that run commands. Source: https://developer.hashicorp.com/terraform/language/provisioners */
const RUNNING = ['local-exec', 'remote-exec'];

/** Why what the provisioners of a resource apply was not read; undefined if they run nothing. */
export function unreadProvisioner({ provisioner }: Fields): string | undefined {
  const running = RUNNING.filter((type) => maps(provisioner).some((each) => type in each));
  return running.length === 0
    ? undefined
    : `what the commands of its provisioner ${running.join(' and ')} apply is not read: apply it with kubernetes_manifest`;
}

/** Provisioners of a module of a plan, by the addresses of their resources, as the JSON of a configuration has them. */
export function provisionersIn(module: Fields, prefix = ''): Map<string, Fields[]> {
  const own = maps(module.resources)
    .filter(({ provisioners }) => maps(provisioners).length > 0)
    .map(({ address, provisioners }): [string, Fields[]] => [
      `${prefix}${address}`,
      maps(provisioners).map(({ type, expressions }) => ({ [String(type)]: expressions })),
    ]);
  const calls = Object.entries(fields(module.module_calls)).flatMap(([name, call]) => [
    ...provisionersIn(fields(fields(call).module), `${prefix}module.${name}.`),
  ]);
  return new Map([...own, ...calls]);
}
