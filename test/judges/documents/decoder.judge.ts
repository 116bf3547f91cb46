import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { texts } from './texts';
import { ParsedDocument } from '../../../lib/objects/documents/parse';
import { textDocuments } from '../../../lib/objects/documents/text-documents';
import { fuzzing } from '../../support/fuzzing';
import { goBuild } from '../support/go';
import { GO, judge } from '../support/judge';

interface Reading {
  readonly documents: readonly unknown[];
  readonly error?: string;
}

judge("kubectl's decoder (k8s.io/apimachinery)", [GO], () => {
  let decoder: string;
  beforeAll(() => {
    decoder = goBuild(join(__dirname, 'decoder'), 'decoder', ['-s', '-w']);
  });

  const decoded = (all: readonly Buffer[]): Reading[] => {
    const input = JSON.stringify(all.map((text) => text.toString('base64')));
    return JSON.parse(execFileSync(decoder, { input, maxBuffer: 256 * 1024 * 1024 }).toString()) as Reading[];
  };

  test('applies nothing that is read as something else here, in random texts', async () => {
    const { seed, numRuns } = fuzzing(4_000);
    const drawn = fc.sample(texts, { seed, numRuns });
    const applied = decoded(drawn);
    const different = [];
    let alike = 0;
    let refused = 0;
    for (const [index, text] of drawn.entries()) {
      const documents = applied[index].documents.filter(isObject);
      const ours = await read(text);
      if (ours.error) {
        refused += documents.length > 0 && applied[index].error === undefined ? 1 : 0;
      } else if (isAmong(documents, ours.documents)) {
        alike += documents.length > 0 ? 1 : 0;
      } else {
        different.push({ text: text.toString(), kubectl: documents, here: ours.documents });
      }
    }
    console.info(`FUZZ_SEED=${seed}: ${alike} texts read alike, ${refused} refused that kubectl would apply`);
    expect(different.slice(0, 5)).toEqual([]);
    expect(alike).toBeGreaterThan(numRuns / 12);
  });
});

/** All documents of a text, or the first reason why one of them is refused. */
async function read(text: Buffer): Promise<Reading> {
  const documents: unknown[] = [];
  try {
    for await (const document of textDocuments([text.toString()])) {
      documents.push(new ParsedDocument(document).value());
    }
    return { documents };
  } catch (error) {
    return { documents, error: (error as Error).message };
  }
}

/** Nothing else can be applied. */
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && 'kind' in value;

/** Whether all that is applied was read, in the same order; more may have been. */
function isAmong(applied: readonly unknown[], seen: readonly unknown[]): boolean {
  const left = seen.map((value) => JSON.stringify(sorted(value)));
  return applied.every((value) => {
    const at = left.indexOf(JSON.stringify(sorted(value)));
    left.splice(0, at + 1);
    return at >= 0;
  });
}

/** With sorted keys. How white space at the end of a block is kept decides nothing. */
function sorted(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(/\s+/g, ' ').trim();
  }
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : value;
}
