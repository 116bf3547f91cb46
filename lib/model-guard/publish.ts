import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chunks } from './byte-source';
import { inspectModel } from './inspect';
import { writeInventory } from './inventory/write';
import { ModelFile } from './model-file';
import { Policy } from './policy';
import { Proofs } from './proofs';
import { Report } from './report';
import { verdictOf, verify } from './verify';
import { walk } from './walk';

/** How a model is published. */
export interface Publication {
  /** Directory that the model was fetched to. */
  readonly from: string;
  /** Directory that it gets; its parent is there. */
  readonly to: string;
  /** File that says that the model is fetched. */
  readonly when?: string;
}

const POLL_MS = 1000;

/**
 * Copies a model, verifies the copy, and gives it its name only then: whoever can write to where it was fetched cannot
 * change what was verified, and nobody ever sees a model that is half there. A model that has its name already is
 * verified again, so that a program that was stopped can be started again.
 */
export async function publishModel({ from, to, when }: Publication, policy: Policy, proofs: Proofs): Promise<Report> {
  if (!existsSync(to)) {
    await appearance(when ?? from);
    // Before copying: headers take seconds.
    const fetched = inspectModel(from, policy);
    if (verdictOf(fetched) !== 'safe') {
      return { ...fetched, target: from, verdict: verdictOf(fetched), files: fetched.files.length };
    }
    const part = `${to}.part`;
    rmSync(part, { recursive: true, force: true });
    try {
      copyFiles(fetched.files, part);
      const verified = await verify(part, policy, moved(proofs, from, part));
      if (verified.report.verdict !== 'safe') {
        return { ...verified.report, target: from };
      }
      writeInventory(to, verified, proofs);
      renameSync(part, to);
      seal(to);
      return { ...verified.report, target: to };
    } finally {
      rmSync(part, { recursive: true, force: true });
    }
  }
  const verified = await verify(to, policy, moved(proofs, from, to));
  writeInventory(to, verified, proofs);
  seal(to);
  return verified.report;
}

async function appearance(path: string): Promise<void> {
  while (!existsSync(path)) {
    await sleep(POLL_MS);
  }
}

function copyFiles(files: readonly ModelFile[], directory: string): void {
  mkdirSync(directory);
  for (const file of files) {
    const target = join(directory, file.path);
    mkdirSync(dirname(target), { recursive: true });
    const descriptor = openSync(target, 'wx', 0o644);
    try {
      file.open((source) => {
        for (const chunk of chunks(source)) {
          writeAll(descriptor, chunk);
        }
      });
    } finally {
      closeSync(descriptor);
    }
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(descriptor, bytes, done);
  }
}

/** Files of proofs that lie in the model are copied with it. */
function moved({ signature, manifest, ...others }: Proofs, from: string, to: string): Proofs {
  const place = (file?: string) => {
    const path = file === undefined ? '..' : relative(resolve(from), resolve(file));
    return path.split(sep)[0] === '..' ? file : join(to, path);
  };
  return { ...others, signature: place(signature), manifest: place(manifest) };
}

/** Nobody has a reason to write to it again. */
function seal(directory: string): void {
  const folders = new Set(['.']);
  for (const { path } of walk(directory).files) {
    chmodSync(join(directory, path), 0o444);
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      folders.add(folder);
    }
  }
  folders.forEach((folder) => chmodSync(join(directory, folder), 0o555));
}
