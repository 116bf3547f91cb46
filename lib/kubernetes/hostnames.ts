import { Problem } from '../private/problems';

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const HOSTNAME = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);

/** Problems of one host. */
export function checkHostname(what: string, host: string): Problem[] {
  return HOSTNAME.test(host)
    ? []
    : [
        {
          what: `${what} is not one`,
          got: host,
          allowed: 'one name such as llm.internal.example.com, without a wildcard',
          fix: 'give the name alone, without scheme, port and path',
        },
      ];
}

/** Problems of the host names that requests are sent to. */
export function checkHostnames(hostnames: string[]): Problem[] {
  const wrong = hostnames.filter((name) => !HOSTNAME.test(name.replace(/^\*\./, '')));
  return hostnames.length > 0 && wrong.length === 0
    ? []
    : [
        {
          what: 'invalid host names of the route',
          got: hostnames.length > 0 ? wrong : hostnames,
          allowed: 'at least one name such as llm.internal.example.com',
          fix: 'name the hosts; a route without one answers every host of the gateway',
        },
      ];
}
