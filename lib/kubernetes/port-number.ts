import { Problem } from '../private/problems';

export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}

/** Problems of a TCP port, by what it is the port of. */
export function checkPort(what: string, port: number): Problem[] {
  return isPort(port)
    ? []
    : [
        {
          what: `port of ${what} is none`,
          got: port,
          allowed: 'a whole number from 1 to 65535',
          fix: 'give the port that it listens on',
        },
      ];
}
