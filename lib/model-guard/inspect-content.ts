import { createHash } from 'node:crypto';
import { ByteSource } from './byte-source';
import { checkConfig, shardsOf } from './content/config-rules';
import { Documents, readDocuments } from './content/documents';
import { isTemplateKey, templatesIn, templatesOf } from './content/find-templates';
import { checkInstalled, checkListed } from './content/installed';
import { checkFound, LARGEST_TEMPLATE } from './content/jinja';
import { checkName, isPickleName, isTemplateName, promisedFormat, whyRefused } from './content/names';
import { checkText } from './content/text';
import { checkTriton } from './content/triton';
import { checkGguf } from './formats/gguf';
import { Format, identify } from './formats/identify';
import { checkNpy } from './formats/npy';
import { checkOnnx } from './formats/onnx';
import { checkSafetensors } from './formats/safetensors';
import { readTar } from './formats/tar';
import { readZip } from './formats/zip';
import { decodeUtf8 } from './json';
import { ModelFile } from './model-file';
import { Policy } from './policy';
import { Malformed, Objection, objections } from './refusal';

/** Another file that a file needs. */
export interface Reference {
  /** Path as it is written, from the directory of the file. */
  readonly path: string;
  /** Bytes that it must have at least. */
  readonly end: number;
  /** Whether it must be a file of weights itself; otherwise its bytes are those of tensors, up to the last end. */
  readonly isWeights: boolean;
}

/** What one file is and what is wrong with it. */
export interface Content {
  readonly format?: Format;
  /** Whether the bytes are of no known format, and may be external data of a graph. */
  readonly isOpaque: boolean;
  readonly objections: Objection[];
  readonly references: Reference[];
}

interface Reading {
  readonly source: ByteSource;
  readonly path: string;
  readonly policy: Policy;
  readonly isMember: boolean;
}

type Reader = (reading: Reading, found: Objection[]) => Reference[];

const NOTHING_MORE: Reader = () => [];

const READERS: Readonly<Record<Format, Reader>> = {
  safetensors: ({ source }) => {
    checkSafetensors(source);
    return [];
  },
  gguf: ({ source, policy }, found) => {
    const templates = checkGguf(source).map((carried) => ({ ...carried, isNamed: isTemplateKey(carried.key) }));
    const within = templates.flatMap(({ key, text }) => readDocuments(text, key)?.values.flatMap(templatesIn) ?? []);
    found.push(...[...templates, ...within].flatMap((template) => checkFound(template, policy.templates)));
    return [];
  },
  onnx: ({ source, policy }, found) => {
    const { objections: more, external } = checkOnnx(source, policy.operatorDomains);
    found.push(...more);
    return external.map(({ location, offset, length }) => ({ path: location, end: offset + length, isWeights: false }));
  },
  npy: ({ source }) => {
    checkNpy(source);
    return [];
  },
  sentencepiece: NOTHING_MORE,
  image: NOTHING_MORE,
  text: readText,
  zip: (reading, found) => readArchive(reading, readZip, found),
  tar: (reading, found) => readArchive(reading, readTar, found),
};

/** Inspects one file by its content. */
export function inspectContent(file: ModelFile, policy: Policy, isMember = false): Content {
  return file.open((source) => {
    const { formats, unfollowed, refused = isNamedAs(formats, file.path) ? undefined : unfollowed } = identify(source);
    const references: Reference[] = [];
    const found = objections((list) => {
      list.push(...checkName(file.path));
      if (refused) {
        list.push(refused);
      } else if (formats.length > 1) {
        list.push(ambiguous(formats));
      } else {
        list.push(...checkPromise(file.path, formats[0]));
        references.push(
          ...formats.flatMap((format) => READERS[format]({ source, path: file.path, policy, isMember }, list)),
        );
      }
    });
    return { format: formats[0], isOpaque: formats.length === 0 && !refused, objections: found, references };
  });
}

/** Whether readers that go by the name take the file for the one format that it has. */
function isNamedAs(formats: readonly Format[], path: string): boolean {
  return formats.length === 1 && formats[0] === promisedFormat(path);
}

function ambiguous(formats: readonly Format[]): Objection {
  return {
    rule: 'ambiguous-format',
    reason: `file can be read as ${formats.join(' and as ')}, and loaders choose differently`,
    fix: 'write it again with the library of its format',
  };
}

/** A name that promises weights or a configuration must not lead to something else. */
function checkPromise(path: string, format: Format | undefined): Objection[] {
  if (isPickleName(path) && (format === undefined || format === 'text' || format === 'image')) {
    return [
      {
        rule: 'pickle',
        reason: `${format ?? 'bytes of no format'} by a name that loaders unpickle`,
        fix: 'remove it, or rename it; of weights of OpenVINO, which are kept so, ship the ONNX or safetensors that they were made of',
      },
    ];
  }
  const promised = promisedFormat(path);
  if (promised === undefined || promised === format || (promised === 'json' && format === 'text')) {
    return [];
  }
  const is = format === undefined ? 'not' : `${format}, not`;
  return [
    {
      rule: 'malformed',
      reason: `content is ${is} ${promised} as the name says`,
      fix: whyRefused(promised) ?? 'take the file again',
    },
  ];
}

function readText({ source, path, policy }: Reading, found: Objection[]): Reference[] {
  const bytes = source.read(0, source.size);
  const text = decodeUtf8(bytes);
  const documents = isTemplateName(path) ? undefined : documentsOf(text, path, found);
  const templates = [
    ...(documents?.values.flatMap(templatesIn) ?? []),
    // A server can be told to take the file as it stands, if it is not too long for it.
    ...(documents === undefined || text.length <= LARGEST_TEMPLATE ? templatesOf(text, path) : []),
  ];
  found.push(...templates.flatMap((template) => checkFound(template, policy.templates)));
  if (isTemplateName(path)) {
    return [];
  }
  found.push(...checkTriton(text, path), ...allowing(bytes, policy, checkInstalled(text, path)));
  if (documents === undefined || documents.kind === 'settings' || documents.kind === 'by content') {
    found.push(...checkText(text));
  }
  if (documents === undefined) {
    return [];
  }
  found.push(...documents.tags.map(builtByTag));
  found.push(
    ...allowing(
      bytes,
      policy,
      documents.values
        .flatMap((document) => [...checkConfig(document, path), ...checkListed(document, path)])
        .filter(isFor(documents)),
    ),
  );
  return documents.values.flatMap(shardsOf).map((shard) => ({ path: shard, end: 0, isWeights: true }));
}

/** Of what is no document, though its name says so, also what is wrong with the text. */
function documentsOf(text: string, path: string, found: Objection[]): Documents | undefined {
  try {
    return readDocuments(text, path);
  } catch (error) {
    found.push(...checkText(text));
    throw error;
  }
}

/** Records are data, of which people train or judge models: only what loaders act on by its key means anything there. */
function isFor({ kind }: Documents): (objection: Objection) => boolean {
  return ({ rule }) => kind !== 'records' || rule !== 'unknown-key';
}

function builtByTag(tag: string): Objection {
  return { rule: 'remote-code', reason: `YAML tag ${tag} builds an object`, fix: 'write plain YAML' };
}

/** What is only unknown, or no loader reads, is allowed by the digest of the file. */
function allowing(bytes: Buffer, policy: Policy, found: Objection[]): Objection[] {
  const isAllowable = ({ rule }: Objection) => rule === 'unknown-key' || rule === 'installs-code';
  if (!found.some(isAllowable)) {
    return found;
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  return policy.files.includes(digest)
    ? found.filter((objection) => !isAllowable(objection))
    : found.map((objection) =>
        isAllowable(objection)
          ? { ...objection, fix: `remove it, or allow the file as it is: --allow-file ${digest}` }
          : objection,
      );
}

/** An archive within a model is refused; what it holds says how bad it is. */
function readArchive(
  { source, isMember, policy }: Reading,
  read: (source: ByteSource) => ModelFile[],
  found: Objection[],
): Reference[] {
  const fix = 'unpack it, and ship the files that the engine loads';
  if (isMember) {
    throw new Malformed('archive within an archive', 'archive', fix);
  }
  found.push({ rule: 'archive', reason: 'archive within a model directory', fix });
  const inner = read(source).flatMap((file) =>
    inspectContent(file, policy, true).objections.map((objection) => ({
      ...objection,
      reason: `archive holds ${file.path}: ${objection.reason}`,
    })),
  );
  found.push(...inner.slice(0, 10));
  return [];
}
