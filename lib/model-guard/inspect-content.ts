import { ByteSource } from './byte-source';
import { checkConfig, checkModules, shardsOf, templatesOf } from './content/config-rules';
import { checkTemplate } from './content/jinja';
import { checkName, isPickleName, isTemplateName, promisedFormat } from './content/names';
import { checkText } from './content/text';
import { checkGguf } from './formats/gguf';
import { Format, identify } from './formats/identify';
import { checkNpy } from './formats/npy';
import { checkOnnx } from './formats/onnx';
import { checkSafetensors } from './formats/safetensors';
import { readTar } from './formats/tar';
import { readZip } from './formats/zip';
import { decodeUtf8, parseJson } from './json';
import { ModelFile } from './model-file';
import { Policy } from './policy';
import { Malformed, Objection, objections } from './refusal';

/** Another file that a file needs. */
export interface Reference {
  /** Path as it is written, from the directory of the file. */
  readonly path: string;
  /** Bytes that it must have at least. */
  readonly end: number;
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
    for (const { key, text } of checkGguf(source)) {
      found.push(...checkTemplate(text, policy.templates).map((o) => ({ ...o, reason: `${key}: ${o.reason}` })));
    }
    return [];
  },
  onnx: ({ source, policy }, found) => {
    const { objections: more, external } = checkOnnx(source, policy.operatorDomains);
    found.push(...more);
    return external.map(({ location, offset, length }) => ({ path: location, end: offset + length }));
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
        fix: 'remove it, or rename it',
      },
    ];
  }
  const promised = promisedFormat(path);
  if (promised === undefined || promised === format || (promised === 'json' && format === 'text')) {
    return [];
  }
  const is = format === undefined ? 'not' : `${format}, not`;
  return [{ rule: 'malformed', reason: `content is ${is} ${promised} as the name says`, fix: 'take the file again' }];
}

function readText({ source, path, policy }: Reading, found: Objection[]): Reference[] {
  const text = decodeUtf8(source.read(0, source.size));
  if (isTemplateName(path)) {
    found.push(...checkTemplate(text, policy.templates));
    return [];
  }
  const document = readJson(text, promisedFormat(path) === 'json');
  if (document === undefined) {
    found.push(...checkText(text));
    return [];
  }
  found.push(...checkConfig(document), ...checkModules(document));
  found.push(...templatesOf(document).flatMap((template) => checkTemplate(template, policy.templates)));
  return shardsOf(document).map((shard) => ({ path: shard, end: 0 }));
}

/** The document in a text, if it is one. Only a file that is named so must be one. */
function readJson(text: string, isPromised: boolean): unknown {
  if (!isPromised && !/^[ \t\r\n]*[[{]/.test(text)) {
    return undefined;
  }
  try {
    return parseJson(text, { numbers: 'python' });
  } catch (error) {
    if (isPromised || !(error instanceof Malformed)) {
      throw error;
    }
    return undefined;
  }
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
