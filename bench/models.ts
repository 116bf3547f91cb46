import { randomBytes } from 'node:crypto';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER } from './folder';
import { Hashing } from './workload';

const MIB = 2 ** 20;

/** Writes the models that are hashed. */
export function prepareModels(workloads: readonly Hashing[]): void {
  if (workloads.length > 0) {
    for (let i = 0; i < 4; i++) {
      writeWeights('files', `${i}.safetensors`, 256 * MIB, randomBytes(256 * MIB));
    }
    writeWeights('sparse', 'model.safetensors', 50 * 1024 * MIB);
  }
}

/** A file of one tensor; without content, the file is sparse. */
function writeWeights(model: Hashing['model'], file: string, bytes: number, content = Buffer.alloc(0)): void {
  const header = Buffer.from(JSON.stringify({ a: { dtype: 'U8', shape: [bytes], data_offsets: [0, bytes] } }));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(header.length);
  mkdirSync(join(FOLDER, model), { recursive: true });
  writeFileSync(join(FOLDER, model, file), Buffer.concat([length, header, content]));
  truncateSync(join(FOLDER, model, file), length.length + header.length + bytes);
}
