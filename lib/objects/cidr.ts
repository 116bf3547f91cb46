import { Problem } from '../private/problems';

const IPV4_CIDR = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}\/(3[0-2]|[12]?\d)$/;

/** Problems of IPv4 ranges that traffic is allowed to. */
export function checkCidrs(what: string, cidrs: string[]): Problem[] {
  return cidrs
    .filter((cidr) => !IPV4_CIDR.test(cidr) || cidr.endsWith('/0'))
    .map((cidr) => ({
      what: `${what} is not a bounded IPv4 range`,
      got: cidr,
      allowed: 'a range such as 192.168.0.0/16, not the whole internet',
      fix: IPV4_CIDR.test(`${cidr}/32`)
        ? `did you mean "${cidr}/32"?`
        : 'give the range of the vSwitch that it lies in',
    }));
}

/** Whether an IPv4 range contains an address. */
export function cidrContains(cidr: string, address: string): boolean {
  const [network, bits] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(toNumber(network) / size) === Math.floor(toNumber(address) / size);
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
