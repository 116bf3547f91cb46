import fc from 'fast-check';

/** One change of some bytes; positions are fractions, so that they fit whatever length there is. */
export interface Mutation {
  readonly kind: 'flip' | 'set' | 'insert' | 'delete' | 'repeat' | 'truncate' | 'append' | 'swap';
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

const INTERESTING = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x22, 0x2c, 0x30, 0x39, 0x5b, 0x5d, 0x7b, 0x7d, 0x3a, 0x2d, 0x65];

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('flip', 'set', 'insert', 'delete', 'repeat', 'truncate', 'append', 'swap'),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  length: fc.integer({ min: 1, max: 16 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc.array(fc.constantFrom(...INTERESTING), { minLength: 1, maxLength: 4 }).map((bytes) => Uint8Array.from(bytes)),
  ),
});

/** One to four changes. */
export const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

/** Applies changes to the first `header` bytes, where a format says what the rest is. */
export function mutate(original: Buffer, header: number, changes: readonly Mutation[]): Buffer {
  return changes.reduce((bytes, { kind, at, length, bytes: more }) => {
    const start = Math.floor(at * Math.min(header, bytes.length));
    const [before, part, after] = [
      bytes.subarray(0, start),
      bytes.subarray(start, start + length),
      bytes.subarray(start + length),
    ];
    switch (kind) {
      case 'flip':
        return Buffer.concat([before, part.map((byte) => 255 - byte), after]);
      case 'set':
        return Buffer.concat([before, more, bytes.subarray(start + more.length)]);
      case 'insert':
        return Buffer.concat([before, more, part, after]);
      case 'delete':
        return Buffer.concat([before, after]);
      case 'repeat':
        return Buffer.concat([before, part, part, after]);
      case 'truncate':
        return Buffer.from(before);
      case 'append':
        return Buffer.concat([bytes, more]);
      case 'swap':
        return Buffer.concat([before, Buffer.from(part).reverse(), after]);
    }
  }, original);
}
