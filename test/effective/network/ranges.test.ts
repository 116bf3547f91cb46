import { BlockList } from 'node:net';
import * as fc from 'fast-check';
import {
  contains,
  merged,
  Range,
  rangeOf,
  rangeOfAddress,
  shareOf,
  without,
} from '../../../lib/effective/network/ranges';
import { fuzzing } from '../../support/fuzzing';

const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((bytes) => bytes.join('.'));
const cidr4 = fc.tuple(ipv4, fc.nat(32)).map(([address, bits]) => `${address}/${bits}`);
const holds = (ranges: readonly Range[], address: string) =>
  ranges.some((range) => contains(range, rangeOfAddress(address)!));

test.each([
  ['0.0.0.0/00', '0.0.0.0/0'],
  ['::ffff:0:0/96', '0.0.0.0/0'],
  ['0:0:0:0:0:ffff:100.100.100.200/128', '100.100.100.200/32'],
  ['010.0.0.0/8', '10.0.0.0/8'],
  ['10.1.2.3/8', '10.0.0.0/8'],
])('%s is the range %s', (written, same) => {
  expect(rangeOf(written)).toEqual(rangeOf(same));
});

test.each([
  '',
  '10.0.0.0',
  '10.0.0.0/33',
  '10.0.0/8',
  '::/129',
  '10.0.0.0/8/8',
  'all',
  '10.0.0.0/-1',
  'fe80::1%eth0/64',
])('%j is no range', (text) => {
  expect(rangeOf(text)).toBeUndefined();
});

test('a range holds the addresses that Node takes it to hold', () => {
  fc.assert(
    fc.property(cidr4, ipv4, (cidr, address) => {
      const [net, bits] = cidr.split('/');
      const list = new BlockList();
      list.addSubnet(net, Number(bits));
      expect(holds([rangeOf(cidr)!], address)).toBe(list.check(address));
    }),
    fuzzing(100),
  );
});

test('what is excepted is not in a range, and nothing else is missing', () => {
  fc.assert(
    fc.property(cidr4, fc.array(cidr4, { maxLength: 3 }), ipv4, (cidr, except, address) => {
      const left = without(
        rangeOf(cidr)!,
        except.map((one) => rangeOf(one)!),
      );
      const isExcepted = except.some((one) => holds([rangeOf(one)!], address));
      expect(holds(left, address)).toBe(holds([rangeOf(cidr)!], address) && !isExcepted);
    }),
    fuzzing(100),
  );
});

test('merged ranges hold the same addresses, and do not touch', () => {
  fc.assert(
    fc.property(fc.array(cidr4, { maxLength: 6 }), ipv4, (cidrs, address) => {
      const ranges = cidrs.map((cidr) => rangeOf(cidr)!);
      const sum = merged(ranges);
      expect(holds(sum, address)).toBe(holds(ranges, address));
      expect(sum.every((range, index) => index === 0 || sum[index - 1].last + 1n < range.first)).toBe(true);
    }),
    fuzzing(100),
  );
});

test('256 ranges of /8 are all of IPv4', () => {
  const eights = Array.from({ length: 256 }, (_, byte) => rangeOf(`${byte}.0.0.0/8`)!);
  expect(shareOf(eights, 4)).toBe(1);
  expect(shareOf(eights, 6)).toBe(0);
});
