/**
 * Address ranges of policies, by arithmetic. Parsed here, since what matters is what the API server and the data plane take
 * for the same range: net.ParseCIDR of Go takes `/00`, and takes `::ffff:0:0/96` for every address of IPv4; common libraries
 * refuse the first, read leading zeros as octal, and count the second as IPv6.
 */
import { isIPv4, isIPv6 } from 'node:net';

export type Family = 4 | 6;

/** Addresses from first to last, both included. */
export interface Range {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

const BITS: Record<Family, number> = { 4: 32, 6: 128 };
const MAPPED = BigInt('0xffff') * 2n ** 32n;

/** Every address of a family. */
export const EVERY: Record<Family, Range> = {
  4: { family: 4, first: 0n, last: 2n ** 32n - 1n },
  6: { family: 6, first: 0n, last: 2n ** 128n - 1n },
};

/** A range in CIDR notation; undefined where it is none. A range of IPv4-mapped addresses is one of IPv4. */
export function rangeOf(cidr: string): Range | undefined {
  const [text, prefix, ...rest] = cidr.split('/');
  const address = addressOf(text);
  if (address === undefined || rest.length > 0 || !/^\d{1,3}$/.test(prefix ?? '')) {
    return undefined;
  }
  const { family, value } = address;
  const bits = BITS[family] - Number(prefix);
  if (bits < 0) {
    return undefined;
  }
  const size = 2n ** BigInt(bits);
  const first = value - (value % size);
  return mapped({ family, first, last: first + size - 1n });
}

/** The range of one address; undefined where it is none. */
export function rangeOfAddress(text: string): Range | undefined {
  const address = addressOf(text);
  return address && mapped({ family: address.family, first: address.value, last: address.value });
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** What is left of a range without others. */
export function without(range: Range, excepted: readonly Range[]): Range[] {
  return excepted.reduce<Range[]>((left, except) => left.flatMap((one) => cut(one, except)), [range]);
}

/** The same addresses as ranges that neither touch nor overlap, in order. */
export function merged(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort(
    (a, b) => a.family - b.family || (a.first < b.first ? -1 : Number(a.first > b.first)),
  );
  const result: Range[] = [];
  for (const range of sorted) {
    const before = result.at(-1);
    if (before?.family === range.family && range.first <= before.last + 1n) {
      result[result.length - 1] = { ...before, last: before.last > range.last ? before.last : range.last };
    } else {
      result.push(range);
    }
  }
  return result;
}

/** Which part of all addresses of a family some ranges are, from 0 to 1. */
export function shareOf(ranges: readonly Range[], family: Family): number {
  const own = merged(ranges.filter((range) => range.family === family));
  const size = own.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
  return Number((size * 1_000_000n) / (EVERY[family].last + 1n)) / 1_000_000;
}

function cut(range: Range, except: Range): Range[] {
  if (range.family !== except.family || except.last < range.first || range.last < except.first) {
    return [range];
  }
  const { family } = range;
  return [
    ...(range.first < except.first ? [{ family, first: range.first, last: except.first - 1n }] : []),
    ...(except.last < range.last ? [{ family, first: except.last + 1n, last: range.last }] : []),
  ];
}

function mapped(range: Range): Range {
  const offset = range.family === 6 ? range.first - MAPPED : -1n;
  const isMapped = offset >= 0n && range.last - MAPPED <= EVERY[4].last;
  return isMapped ? { family: 4, first: offset, last: range.last - MAPPED } : range;
}

/** Leading zeros are read as decimal, as the API server reads them for objects that were stored before it refused them. */
function addressOf(text: string): { family: Family; value: bigint } | undefined {
  const plain = /^[\d.]+$/.test(text) ? text.replace(/\b0+(?=\d)/g, '') : text;
  if (isIPv4(plain)) {
    return { family: 4, value: BigInt(`0x${hexOfIPv4(plain)}`) };
  }
  return isIPv6(plain) && !plain.includes('%') ? { family: 6, value: valueOfIPv6(plain) } : undefined;
}

function hexOfIPv4(text: string): string {
  return text
    .split('.')
    .map((byte) => Number(byte).toString(16).padStart(2, '0'))
    .join('');
}

function valueOfIPv6(text: string): bigint {
  const hex = text.replace(/[\d.]+\.[\d.]+$/, (ipv4) => hexOfIPv4(ipv4).replace(/^(.{4})/, '$1:'));
  const [head, tail] = hex.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = tail ? Array<string>(8 - head.length - tail.length).fill('0') : [];
  const groups = [...head, ...zeros, ...(tail ?? [])];
  return BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`);
}
