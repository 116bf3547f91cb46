import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { ByteSource, chunks, FileSource } from './byte-source';
import { identify } from './formats/identify';
import { readTar } from './formats/tar';
import { readZip } from './formats/zip';
import { Content, inspectContent, Reference } from './inspect-content';
import { fileOnDisk, ModelFile, resolveReference } from './model-file';
import { Policy, WEIGHTS, WeightsFormat } from './policy';
import { Malformed, Objection } from './refusal';
import { emptyListing, Listing, walk } from './walk';

/** Tensors begin at whole pages, and writers fill up the last one. */
const MOST_PADDING = 64 * 1024;
/** What goes with a model card; anything larger is not allowed by its digest. */
const LARGEST_COMPANION = 256 * 1024 * 1024;
/** A model that was packed. Formats that are archives themselves, such as .keras and .skops, have other names. */
const PACKED_MODEL = /\.(?:zip|tar)$/i;

/** Inspects a directory, a zip or tar archive of one, or a single file. Throws if the target cannot be read at all. */
export function inspectModel(target: string, policy: Policy): Listing {
  const path = realpathSync(target);
  const listing = statSync(path).isDirectory() ? walk(path) : listFile(path);
  new Inspector(listing, policy).run();
  return listing;
}

/** The files of an archive, which stays open while the program runs, or the one file. */
function listFile(path: string): Listing {
  const listing = emptyListing();
  const file = fileOnDisk(basename(path), path, statSync(path).size);
  const readers: Readonly<Record<string, typeof readZip | undefined>> = { zip: readZip, tar: readTar };
  try {
    const { formats, refused, unfollowed } = file.open(identify);
    const isOther = refused ?? unfollowed ?? (PACKED_MODEL.test(path) ? undefined : 'file');
    const read = isOther ? undefined : readers[formats.join()];
    listing.files.push(...(read ? read(new FileSource(path)) : [file]));
  } catch (error) {
    if (!(error instanceof Malformed)) {
      throw error;
    }
    listing.refusals.push({ file: file.path, ...error.objection });
  }
  return listing;
}

class Inspector {
  private readonly opaque: ModelFile[] = [];
  private readonly references: { file: string; reference: Reference }[] = [];
  private readonly sizes: Map<string, number>;
  private readonly refused = new Set<string>();
  private hasWeights = false;

  public constructor(
    private readonly listing: Listing,
    private readonly policy: Policy,
  ) {
    this.sizes = new Map(listing.files.map(({ path, size }) => [path, size]));
  }

  public run(): void {
    for (const file of this.listing.files) {
      this.inspect(file);
    }
    this.checkOpaque(this.endsOfData());
    if (!this.hasWeights && this.listing.unreadable.length === 0) {
      this.refuse('', {
        rule: 'no-weights',
        reason: `no file holds weights in ${this.policy.weights.join(', ')}`,
        fix: 'check that the path is that of the model, and that its volume is filled',
      });
    }
  }

  private inspect(file: ModelFile): void {
    const content = this.read(file);
    if (!content) {
      return;
    }
    if (content.format !== undefined) {
      this.listing.formats.set(file.path, content.format);
    }
    content.objections.forEach((objection) => this.refuse(file.path, objection));
    this.references.push(...content.references.map((reference) => ({ file: file.path, reference })));
    if (content.isOpaque) {
      this.opaque.push(file);
    }
    this.checkWeights(file.path, content);
  }

  private read(file: ModelFile): Content | undefined {
    try {
      return inspectContent(file, this.policy);
    } catch (error) {
      if (error instanceof Malformed) {
        this.refuse(file.path, error.objection);
      } else if (isSystemError(error)) {
        this.listing.unreadable.push(`${file.path}: ${error.message}`);
      } else {
        throw error;
      }
      return undefined;
    }
  }

  private checkWeights(path: string, { format }: Content): void {
    const weights = WEIGHTS.find((known) => known === format);
    if (weights === undefined) {
      return;
    }
    this.hasWeights ||= this.policy.weights.includes(weights);
    if (!this.policy.weights.includes(weights)) {
      this.refuse(path, wrongWeights(weights, this.policy.weights));
    }
  }

  /** Where the last tensor ends in files that hold nothing but tensors of a graph. */
  private endsOfData(): Map<string, number> {
    const ends = new Map<string, number>();
    for (const { file, reference } of this.references) {
      const path = this.resolve(file, reference);
      if (path !== undefined && reference.isWeights) {
        this.checkShard(file, path);
      } else if (path !== undefined) {
        ends.set(path, Math.max(ends.get(path) ?? 0, reference.end));
      }
    }
    return ends;
  }

  /** What an index names is read as weights; that it is named proves nothing about it. */
  private checkShard(file: string, path: string): void {
    const format = this.listing.formats.get(path);
    if (this.sizes.has(path) && !WEIGHTS.some((known) => known === format)) {
      this.refuse(file, {
        rule: 'unknown-format',
        reason: `names ${JSON.stringify(path)} as weights, but that is ${format ?? 'of no known format'}`,
        fix: 'convert the weights to safetensors, or remove the index',
      });
    }
  }

  private checkOpaque(ends: ReadonlyMap<string, number>): void {
    for (const file of this.opaque) {
      const end = ends.get(file.path);
      if (end !== undefined && file.size <= end + MOST_PADDING) {
        continue;
      }
      const digest = file.size <= LARGEST_COMPANION ? file.open(sha256Of) : undefined;
      if (digest === undefined || !this.policy.files.includes(digest)) {
        this.refuse(file.path, unknownFormat(file.size, end, digest));
      }
    }
  }

  /** The path that a reference leads to, refused if it leaves the model, is missing, or is too short. */
  private resolve(file: string, { path, end }: Reference): string | undefined {
    const resolved = resolveReference(file, path);
    const size = resolved === undefined ? undefined : this.sizes.get(resolved);
    if (resolved === undefined) {
      this.refuse(file, {
        rule: 'outside-directory',
        reason: `refers to ${JSON.stringify(path)}, which leaves the directory`,
        fix: 'export the model with files beside each other',
      });
    } else if (size === undefined) {
      this.refuse(file, {
        rule: 'missing-file',
        reason: `refers to ${JSON.stringify(path)}, which is not there`,
        fix: 'fetch the whole model again, and check its directory, not one file of it',
      });
    } else if (size < end) {
      this.refuse(file, {
        rule: 'malformed',
        reason: `needs ${end} bytes of ${JSON.stringify(path)}, which has ${size}`,
        fix: 'fetch the whole model again',
      });
    }
    return resolved;
  }

  private refuse(file: string, objection: Objection): void {
    const key = `${file}\n${objection.reason}`;
    if (!this.refused.has(key)) {
      this.refused.add(key);
      this.listing.refusals.push({ file, ...objection });
    }
  }
}

function unknownFormat(size: number, end: number | undefined, digest: string | undefined): Objection {
  return {
    rule: 'unknown-format',
    reason:
      end === undefined
        ? 'format is not known to hold data only'
        : `tensors of a graph end at ${end}, but the file has ${size} bytes`,
    fix: `remove the file if the engine does not load it, or convert it to safetensors, GGUF or ONNX${
      digest === undefined ? '' : `; a page or picture is allowed as it is: --allow-file ${digest}`
    }`,
  };
}

function sha256Of(source: ByteSource): string {
  const hash = createHash('sha256');
  for (const chunk of chunks(source)) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}

function wrongWeights(format: WeightsFormat, allowed: readonly WeightsFormat[]): Objection {
  return {
    rule: 'wrong-weights',
    reason: `weights are ${format}, but the engine loads ${allowed.join(' and ')} only`,
    fix: 'remove them, or declare the format that the engine loads',
  };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
