import { dirname } from 'node:path/posix';
import { readYaml } from '../content/yaml';
import { ggufTexts } from '../formats/gguf';
import { decodeUtf8, parseJson } from '../json';
import { ModelFile } from '../model-file';
import { Malformed } from '../refusal';
import { Listing } from '../walk';

/** Weights that are laid over those of another model. */
export interface Adapter {
  /** Directory within the model; empty if the model is nothing but the adapter. */
  readonly directory: string;
  /** Kind, for example LORA. */
  readonly kind?: string;
  readonly baseModel?: string;
}

/** What a model says about itself. Nobody has checked it but its publisher. */
export interface Facts {
  readonly name?: string;
  readonly architecture?: string;
  readonly family?: string;
  readonly licenses: readonly string[];
  readonly baseModels: readonly string[];
  readonly adapters: readonly Adapter[];
  /** Files of metadata that could not be read, with the reason. */
  readonly unread: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

const FRONT_MATTER = /^---\n([^]*?)\n---(?:\n|$)/;
/** A model card is a page; the front matter stands at its beginning. */
const LONGEST_CARD = 256 * 1024;

/** Reads the model card, the configurations and the metadata of GGUF. */
export function readFacts({ files, formats }: Listing): Facts {
  const unread: string[] = [];
  const fieldsOf = (file: ModelFile | undefined, read: (file: ModelFile) => unknown): Fields => {
    try {
      const value = file === undefined ? {} : read(file);
      return typeof value === 'object' && value !== null ? (value as Fields) : {};
    } catch (error) {
      if (!(error instanceof Malformed)) {
        throw error;
      }
      unread.push(`${file!.path}: ${error.message}`);
      return {};
    }
  };
  const named = (path: string) => files.find((file) => file.path === path);
  const card = fieldsOf(named('README.md'), frontMatter);
  const config = fieldsOf(named('config.json'), json);
  const gguf = fieldsOf(
    files.find(({ path }) => formats.get(path) === 'gguf'),
    (file) => file.open(ggufTexts),
  );
  const adapters = files
    .filter(({ path }) => /(?:^|\/)adapter_config\.json$/.test(path))
    .map((file) => adapterOf(file.path, fieldsOf(file, json)));
  const bases = Object.entries(gguf).filter(([key]) => /^general\.base_model\.\d+\.repo_url$/.test(key));
  return {
    name: texts(gguf['general.name'])[0],
    architecture: [...texts(config.architectures), ...texts(gguf['general.architecture'])][0],
    family: texts(config.model_type)[0],
    licenses: distinct(card.license === 'other' ? card.license_name : card.license, gguf['general.license']),
    baseModels: distinct(
      card.base_model,
      bases.map(([, url]) => url),
    ),
    adapters,
    unread,
  };
}

function adapterOf(path: string, { peft_type: kind, base_model_name_or_path: base }: Fields): Adapter {
  const directory = dirname(path);
  return { directory: directory === '.' ? '' : directory, kind: texts(kind)[0], baseModel: texts(base)[0] };
}

function json(file: ModelFile): unknown {
  return parseJson(decodeUtf8(file.open((source) => source.read(0, source.size))), { numbers: 'python' });
}

function frontMatter(file: ModelFile): unknown {
  const bytes = file.open((source) => source.read(0, Math.min(source.size, LONGEST_CARD)));
  const [, matter] = FRONT_MATTER.exec(bytes.toString('utf8').replaceAll('\r\n', '\n')) ?? [];
  return matter === undefined ? {} : readYaml(matter).documents[0];
}

function texts(value: unknown): string[] {
  return [value].flat(2).filter((text): text is string => typeof text === 'string' && text !== '');
}

function distinct(...values: unknown[]): string[] {
  return [...new Set(texts(values))];
}
