import { Problem } from '../private/problems';

/** Problems of the host names that requests are sent to. */
export function checkHostnames(hostnames: string[]): Problem[] {
  const wrong = hostnames.filter(
    (name) => !/^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/.test(name),
  );
  return hostnames.length > 0 && wrong.length === 0
    ? []
    : [
        {
          what: 'host names of the route are not',
          got: hostnames.length > 0 ? wrong : hostnames,
          allowed: 'at least one name such as llm.internal.example.com',
          fix: 'name the hosts; a route without one answers every host of the gateway',
        },
      ];
}
