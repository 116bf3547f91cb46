/** Verifies a model, or hashes its files with the program of the system. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { STRICT } from '../../lib/model-guard/policy';
import { verifyModel } from '../../lib/model-guard/verify';
import type { Hashing } from '../workload';

const { program, model }: Hashing = JSON.parse(process.argv[2]);
const directory = join(__dirname, model);

async function verify(): Promise<void> {
  const { verdict, digest } = await verifyModel(directory, STRICT);
  if (verdict !== 'safe' || digest === undefined) {
    throw new Error(`${directory} is ${verdict}`);
  }
  console.log(JSON.stringify({ peakMiB: process.resourceUsage().maxRSS / 1024 }));
}

if (program === 'sha256sum') {
  execFileSync(
    'sha256sum',
    readdirSync(directory).map((file) => join(directory, file)),
    { stdio: 'ignore' },
  );
  console.log('{}');
} else {
  void verify();
}
