import { createHash } from 'node:crypto';
import { decodeUtf8, parseJson } from '../json';
import { Digests } from '../manifest';
import { pathProblem } from '../model-file';
import { refuseSignature } from './refuse';

/** What was signed. */
export interface SignedModel {
  readonly digests: Digests;
  /** Files and directories that the signer left out. */
  readonly ignored: readonly string[];
}

/** Source: sigstore/model-transparency, `model_signing` 1.x, `_signing/signing.py`. */
const STATEMENT = 'https://in-toto.io/Statement/v1';
const PREDICATE = 'https://model_signing/signature/v1.0';

type Json = Readonly<Record<string, unknown>>;

/** Reads the statement of OpenSSF Model Signing, which lists the files of a model with their digests. */
export function readStatement(payload: Buffer): SignedModel {
  const statement = object(parseJson(decodeUtf8(payload)), 'statement');
  expect('statement type', statement._type, STATEMENT);
  expect('predicate type', statement.predicateType, PREDICATE);
  const predicate = object(statement.predicate, 'predicate');
  const serialization = object(predicate.serialization, 'serialization');
  expect('serialization', serialization.method, 'files');
  expect('hash', serialization.hash_type, 'sha256');
  const digests = readResources(list(predicate.resources, 'resources'));
  checkRoot(list(statement.subject, 'subject'), digests);
  return { digests, ignored: list(serialization.ignore_paths ?? [], 'ignore_paths').map(ignoredPath) };
}

function readResources(resources: readonly unknown[]): Digests {
  const digests = new Map<string, string>();
  for (const resource of resources) {
    const { name, algorithm, digest } = object(resource, 'resource');
    expect('hash of a file', algorithm, 'sha256');
    if (typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest)) {
      return refuseSignature(`digest ${JSON.stringify(digest)} is not one of SHA-256`);
    }
    const isWhole = name === '.' && resources.length === 1;
    if (typeof name !== 'string' || (!isWhole && pathProblem(name)) || digests.has(name)) {
      return refuseSignature(`path ${JSON.stringify(name)} leaves the model, or is there twice`);
    }
    digests.set(name, digest);
  }
  return digests;
}

/** The subject is a digest of all the others, in their order. */
function checkRoot(subjects: readonly unknown[], digests: Digests): void {
  const hash = createHash('sha256');
  for (const digest of digests.values()) {
    hash.update(Buffer.from(digest, 'hex'));
  }
  const subject =
    subjects.length === 1 ? object(subjects[0], 'subject') : refuseSignature('statement has not one subject');
  expect('digest of the whole', object(subject.digest, 'digest').sha256, hash.digest('hex'));
}

function ignoredPath(path: unknown): string {
  return typeof path === 'string' && !pathProblem(path)
    ? path.replace(/\/$/, '')
    : refuseSignature(`ignored path ${JSON.stringify(path)} leaves the model`);
}

function object(value: unknown, what: string): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : refuseSignature(`${what} is not an object`);
}

function list(value: unknown, what: string): readonly unknown[] {
  return Array.isArray(value) ? value : refuseSignature(`${what} is not a list`);
}

function expect(what: string, actual: unknown, expected: string): void {
  if (actual !== expected) {
    refuseSignature(`${what} is ${JSON.stringify(actual)}, and only ${expected} is read`);
  }
}
