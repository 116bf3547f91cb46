import { closeSync, createReadStream, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { UsageError } from './request';
import { Chunks } from '../objects/documents/text-documents';

/** Something to read, and what to call it. */
export interface Source {
  /** Path as the user would write it; `-` is the standard input. */
  readonly name: string;
  /** Whether the user named it; what a folder holds beside manifests is passed over. */
  readonly isNamed: boolean;
  /** Why it is not read. */
  readonly skipped?: { readonly message: string; readonly mayRun: boolean };
  read(): Chunks;
}

/** Bytes that are read at once. */
const CHUNK = 65_536;
/** What is read of a file to say whether it is a manifest. */
const BEGINNING = 4096;
const MANIFEST = /\.(ya?ml|json)$/i;
/**
 * What may hold manifests or resources in a form that is not read. A reader of HCL for JavaScript would not help:
 * `@cdktf/hcl2json` 0.21.0, archived with CDKTF, leaves each expression as its text (`acl = var.acl` beside a default of
 * `public-read` becomes the text `var.acl`, modules and `dynamic` blocks stay unexpanded), while a plan has the values.
 */
const UNREAD: readonly { readonly name: RegExp; readonly message: string; readonly mayRun: boolean }[] = [
  { name: /\.(tf|tofu)$/i, message: 'HCL is not read: terraform show -json plan.out | check -', mayRun: true },
  { name: /\.(tgz|tar\.gz)$/i, message: 'a packed chart is not read: helm template … | check -', mayRun: true },
  { name: /\.(jsonnet|libsonnet|cue|kcl|pkl)$/i, message: 'a program is not run: check what it writes', mayRun: true },
  {
    name: /\.(ya?ml|json)\.\w+$|\.gotmpl$/i,
    message: 'a template or copy is not read: check what it becomes',
    mayRun: true,
  },
  { name: /\.(tar|zip|gz|bz2|xz|zst)$/i, message: 'an archive is not read: unpack it', mayRun: true },
  { name: /\.hcl$/i, message: 'HCL is not read: terraform show -json plan.out | check -', mayRun: true },
  { name: /^Kustomization$/, message: 'a kustomization was not rendered: kubectl kustomize … | check -', mayRun: true },
];
const PASSED_OVER = new Set(['.git', 'node_modules']);

/** Sources that arguments name, folders by name and depth first. What does not exist fails when it is read. */
export function sourcesOf(args: readonly string[]): Source[] {
  return args.flatMap((arg) => {
    if (arg === '-') {
      return [{ name: '-', isNamed: true, read: () => process.stdin.setEncoding('utf8') }];
    }
    return isOfType(arg, 'isDirectory') ? filesIn(arg, []) : [file(arg, true)];
  });
}

function file(name: string, isNamed: boolean): Source {
  const read = () => (isOfType(name, 'isFile') ? chunksOf(name) : createReadStream(name, { encoding: 'utf8' }));
  return { name, isNamed, skipped: UNREAD.find((form) => form.name.test(basename(name))), read };
}

/** Reads a file without giving way: of many small ones, a stream would take longer to wait than to read. */
function* chunksOf(path: string): Generator<string> {
  const descriptor = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.alloc(CHUNK);
    for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer)) {
      yield decoder.write(buffer.subarray(0, size));
    }
    yield decoder.end();
  } finally {
    closeSync(descriptor);
  }
}

function isOfType(path: string, type: 'isDirectory' | 'isFile'): boolean {
  try {
    return statSync(path)[type]();
  } catch {
    return false; // not there, or a link to itself: reading it says so
  }
}

/** Links are followed, but not into a folder that is being read. */
function filesIn(folder: string, within: readonly string[]): Source[] {
  const real = realpathSync(folder);
  if (within.includes(real)) {
    return [unread(folder, 'a link to a folder around it', false)];
  }
  const names = namesIn(folder);
  if (typeof names === 'string') {
    if (within.length === 0) {
      throw new UsageError(names);
    }
    return [unread(folder, `cannot be read: ${names}`, true)];
  }
  return names.sort().flatMap((name) => {
    const path = join(folder, name);
    if (isOfType(path, 'isDirectory')) {
      return PASSED_OVER.has(name) ? [unread(path, 'not looked into', false)] : filesIn(path, [...within, real]);
    }
    const isUnread = UNREAD.some((form) => form.name.test(name));
    if (isUnread || MANIFEST.test(name)) {
      return [isPipe(path) ? unread(path, 'not a file', true) : file(path, false)];
    }
    return looksLikeManifest(path) ? [unread(path, 'a manifest by its content, not by its name: name it', true)] : [];
  });
}

/** Names in a folder, or why they cannot be read. */
function namesIn(folder: string): string[] | string {
  try {
    return readdirSync(folder);
  } catch (error) {
    return (error as Error).message;
  }
}

/** A named pipe or a socket, which nobody may write to: to read it would take for ever. */
function isPipe(path: string): boolean {
  try {
    return !statSync(path).isFile();
  } catch {
    return false; // reading it says what is wrong
  }
}

const FIELDS_OF_OBJECTS = [/^["{\s]*apiVersion["\s]*:/m, /^["{,\s]*kind["\s]*:/m];

/** Whether the beginning of a file is that of an object. */
function looksLikeManifest(path: string): boolean {
  if (!isOfType(path, 'isFile')) {
    return false;
  }
  try {
    const descriptor = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(BEGINNING);
      const text = buffer.toString('utf8', 0, readSync(descriptor, buffer));
      return FIELDS_OF_OBJECTS.every((field) => field.test(text));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return true; // what cannot be read may be anything
  }
}

function unread(name: string, message: string, mayRun: boolean): Source {
  return { name, isNamed: false, skipped: { message, mayRun }, read: () => [] };
}
