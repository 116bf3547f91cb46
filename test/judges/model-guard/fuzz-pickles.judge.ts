import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BufferSource } from '../../../lib/model-guard/byte-source';
import { picklePayload, tracePickle } from '../../../lib/model-guard/formats/pickle';
import { judge, PYTHON } from '../support/judge';
import { runConfined } from '../support/python';

/** `npm run fuzz` sets a million. */
const STREAMS = Number(process.env.FUZZ_STREAMS ?? 20_000);
const BATCH = 50_000;
/** What the machines of Python did, as fuzz_pickles.py writes it. */
const CALLS = 1;
const COMPLETE = 2;

interface Stream {
  readonly flags: number;
  readonly names: string[];
  readonly bytes: Buffer;
}

function* streamsOf(file: string): Generator<Stream> {
  const content = readFileSync(file);
  let at = 0;
  const text = () => {
    const length = content.readUInt32LE(at);
    at += 4 + length;
    return content.subarray(at - length, at);
  };
  while (at < content.length) {
    const flags = content[at++];
    const names = text().toString();
    yield { flags, names: names === '' ? [] : names.split('\n'), bytes: text() };
  }
}

/** What the machines of Python do and the tracer does not see. */
function missed({ flags, names, bytes }: Stream): string[] {
  const source = new BufferSource(bytes);
  const trace = tracePickle(source);
  const has = (flag: number) => Math.floor(flags / flag) % 2 === 1;
  const payload = picklePayload(source);
  if (trace.splitsFrame) {
    return payload === undefined ? ['passes, though a frame ends within an argument'] : [];
  }
  return [
    ...(has(CALLS) && !trace.calls ? ['calls'] : []),
    ...(has(CALLS) && payload === undefined ? ['passes, though it calls'] : []),
    ...(has(COMPLETE) && !trace.complete ? ['end'] : []),
    ...(has(COMPLETE) && payload === undefined ? ['passes, though it is a pickle'] : []),
    ...(names.length > trace.imports.length ? [`imports ${names.join()}, but ${trace.imports.join()} are seen`] : []),
  ];
}

judge('the pickle machines of Python, on generated streams', [PYTHON], () => {
  const root = mkdtempSync(join(tmpdir(), 'fuzz-pickles-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test(`where they go on, the tracer does: ${STREAMS} streams`, () => {
    const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 32);
    console.info(`FUZZ_SEED=${seed}`);
    const file = join(root, 'streams');
    let calling = 0;
    for (let done = 0; done < STREAMS; done += BATCH) {
      runConfined([
        join(__dirname, 'fuzz_pickles.py'),
        String(Math.min(BATCH, STREAMS - done)),
        String(seed + done),
        file,
      ]);
      const found = [...streamsOf(file)].flatMap((stream) => {
        calling += stream.flags % 2;
        const reasons = missed(stream);
        return reasons.length > 0 ? [{ reasons, bytes: stream.bytes.toString('latin1') }] : [];
      });
      expect(found).toEqual([]);
    }
    expect(calling).toBeGreaterThan(STREAMS / 20);
  });
});
