import { Fn, Token } from 'cdktf';
import { Problem } from '../../private/problems';

const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** A block of addresses: the first one, as a number, and the bits of the mask. */
interface Block {
  readonly first: number;
  readonly bits: number;
}

/** Ranges of a zone: an eighth of the VPC for its pods; in the last eighth, a 32nd for its nodes. */
export function subnetsOf(cidr: string, slot: number): { nodes: string; pods: string } {
  if (Token.isUnresolved(cidr)) {
    return subnetsWhenKnown(cidr, slot);
  }
  const vpc = parse(cidr)!;
  const forNodes = divide(vpc, 3, 7);
  return { pods: format(divide(vpc, 3, slot)), nodes: format(divide(forNodes, 5, slot)) };
}

/** The same, by functions of Terraform. */
function subnetsWhenKnown(cidr: string, slot: number): { nodes: string; pods: string } {
  return { pods: Fn.cidrsubnet(cidr, 3, slot), nodes: Fn.cidrsubnet(cidr, 8, 7 * 32 + slot) };
}

/** Problems of the range of a VPC that is divided so. vSwitches have masks from 16 to 29. */
export function checkVpcRange(cidr: string): Problem[] {
  const block = parse(cidr);
  if (block && block.bits >= 13 && block.bits <= 20 && PRIVATE.some((range) => contains(parse(range)!, block))) {
    return [];
  }
  return [
    {
      what: 'range of the VPC is not one that can be divided',
      got: cidr,
      allowed: 'a private range by its first address, with a mask from 13 to 20, for example 10.0.0.0/16',
      fix: 'choose a range that none of your other networks uses',
    },
  ];
}

/** Problems of the range of a VPC that exists. */
export function checkPrivateRange(what: string, cidr: string): Problem[] {
  const block = parse(cidr);
  return block && PRIVATE.some((range) => contains(parse(range)!, block))
    ? []
    : [
        {
          what: `${what} is not a private one`,
          got: cidr,
          allowed: `a range by its first address, in ${PRIVATE.join(', ')}`,
          fix: 'copy it from the VPC console',
        },
      ];
}

/** Undefined for what is not a range, or not its first address. */
function parse(cidr: string): Block | undefined {
  const [, ...parts] = (CIDR.exec(cidr) ?? []).map(Number);
  const bits = parts.pop();
  if (bits === undefined || bits > 32 || parts.some((part) => part > 255)) {
    return undefined;
  }
  const first = parts.reduce((sum, part) => sum * 256 + part, 0);
  return first % sizeOf(bits) === 0 ? { first, bits } : undefined;
}

function format({ first, bits }: Block): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${bits}`;
}

function divide(block: Block, bits: number, index: number): Block {
  return { first: block.first + index * sizeOf(block.bits + bits), bits: block.bits + bits };
}

function contains(outer: Block, inner: Block): boolean {
  return outer.bits <= inner.bits && Math.floor(inner.first / sizeOf(outer.bits)) * sizeOf(outer.bits) === outer.first;
}

function sizeOf(bits: number): number {
  return 2 ** (32 - bits);
}

/** Problems of a range that must have no address in common with a VPC. */
export function checkSeparate(what: string, cidr: string, vpcCidr: string): Problem[] {
  const block = parse(cidr);
  const vpc = parse(vpcCidr);
  if (block && (!vpc || !(contains(vpc, block) || contains(block, vpc)))) {
    return [];
  }
  return [
    {
      what: `${what} overlaps the VPC`,
      got: cidr,
      allowed: `a range by its first address, outside ${vpcCidr}`,
      fix: 'choose a range of another private network, for example 172.21.0.0/20 or 192.168.0.0/20',
    },
  ];
}
