import {
  Document,
  isCollection,
  isNode,
  isPair,
  LineCounter,
  ParsedNode,
  parseDocument,
  Scalar,
  ScalarTag,
  CollectionTag,
  visit,
  YAMLParseError,
} from 'yaml';
import { ambiguity } from './ambiguity';
import { JsonPlaces } from './json-places';
import { PlainPlaces, readPlainPlaces, readPlainYaml } from './plain-yaml';
import { countOfKeys, isDeeperThan, keysWritten } from './structure';
import { Position, TextDocument } from './text-documents';
import { repeatedKey, YamlPlaces } from './yaml-places';

export type { Position } from './text-documents';

/**
 * Carriage return alone, next line, line separator, paragraph separator: YAML 1.1 ends lines with them, the reader of this
 * module and JSON do not. What stands before a line feed is no longer here.
 */
const FOREIGN_LINE_BREAK = /[\r\u0085\u2028\u2029]/;
const IS_JSON = /^\s*[{[]/;
/** What kubectl reads all the same. */
const FOREIGN: readonly [RegExp, string][] = [
  [/\0|^\ufffd/, 'not in UTF-8: write it in UTF-8'],
  [/^[ \t\n]*[^\S \t\n]/, 'white space other than spaces, tabs and line feeds before the content: remove it'],
];
/** No schema nests as deep; readers that recurse fail somewhere beyond. */
const DEEPEST = 250;

const HINT_OF_TEMPLATE = '; render a template first: helm template … | check -';

/** Text that is no document. */
export class UnreadableError extends Error {
  public constructor(
    message: string,
    public readonly position: Position,
  ) {
    super(message);
  }
}

/** A document that was read, and where its fields are written. */
export class ParsedDocument {
  private tree?: Document.Parsed;
  private isJson = false;
  /** Every object of a list asks for it. */
  private begin?: Position;
  private places?: { readonly quick?: PlainPlaces | JsonPlaces };
  private yamlPlaces?: YamlPlaces;
  private readonly counter = new LineCounter();

  public constructor(private readonly source: TextDocument) {}

  /** Where the document begins, after its marker and comments. */
  public get start(): Position {
    this.begin ??= this.firstLine();
    return this.begin;
  }

  private firstLine(): Position {
    const before = this.source.text.split('\n').findIndex((line) => !/^(---|\.\.\.|%|\s*#|\s*$)/.test(line));
    return { line: this.source.line + Math.max(before, 0), column: 1 };
  }

  /**
   * @throws UnreadableError
   */
  public value(): unknown {
    const value = this.asJson() ?? this.asPlainYaml() ?? this.asYaml();
    if (isDeeperThan(value, DEEPEST)) {
      throw new UnreadableError(`nested deeper than ${DEEPEST} levels, which no object is`, this.start);
    }
    return value;
  }

  /** What begins a line to one reader and stands within a line to another is read as the author did not mean it. */
  private refuseForeignLineBreaks(): void {
    const { text } = this.source;
    const offset = text.search(FOREIGN_LINE_BREAK);
    if (offset >= 0) {
      const lines = text.slice(0, offset).split('\n');
      const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
      const message = `U+${code} is a line break to kubectl and to no other reader; write it as an escape in double quotes`;
      throw new UnreadableError(message, {
        line: this.source.line - 1 + lines.length,
        column: lines.at(-1)!.length + 1,
      });
    }
  }

  /** Whether a field is written. */
  public has(path: readonly (string | number)[]): boolean {
    return this.quickPlaces()?.has(path) ?? this.placesInYaml().has(path);
  }

  /** Position of a field, or of the nearest field around it that is written. */
  public positionOf(path: readonly (string | number)[]): Position {
    const place = this.quickPlaces()?.placeOf(path);
    if (place) {
      return { line: this.source.line - 1 + place.line, column: place.column };
    }
    const node = this.placesInYaml().nearest(path);
    return node ? this.at(node.range![0]) : this.start;
  }

  /** Most JSON is found by its first character, and read much faster than as the YAML that it also is. */
  private asJson(): unknown {
    if (!IS_JSON.test(this.source.text)) {
      return undefined;
    }
    let value: unknown;
    try {
      value = JSON.parse(this.source.text);
    } catch {
      return undefined;
    }
    if (!isDeeperThan(value, DEEPEST) && countOfKeys(value) !== keysWritten(this.source.text)) {
      throw new UnreadableError('a key stands twice in a map', this.start);
    }
    this.isJson = true;
    return value;
  }

  private asPlainYaml(): unknown {
    const value = readPlainYaml(this.source.text);
    return value === undefined ? undefined : detached(value);
  }

  private asYaml(): unknown {
    this.refuseForeignLineBreaks();
    const [, message] = FOREIGN.find(([form]) => form.test(this.source.text)) ?? [];
    if (message !== undefined) {
      throw new UnreadableError(message, this.start);
    }
    const tree = this.parsed();
    const [error] = tree.errors;
    if (error) {
      const hint = this.source.text.includes('{{') ? HINT_OF_TEMPLATE : '';
      throw new UnreadableError(firstLine(error) + hint, this.at(error.pos[0]));
    }
    this.refuseKeys(tree);
    let value: unknown;
    try {
      value = tree.toJS();
    } catch (unresolved) {
      throw new UnreadableError((unresolved as Error).message, this.start);
    }
    if (isObject(value)) {
      this.refuseAmbiguous(tree);
    }
    return detached(value);
  }

  /** Keys that stand twice, and maps as keys: what YAML makes of `{{ .Values.x }}`, and of JSON before a colon; no object has it. */
  private refuseKeys(tree: Document.Parsed): void {
    visit(tree, {
      Map: (_, map) => {
        const repeated = repeatedKey(map);
        if (repeated) {
          throw new UnreadableError('Map keys must be unique', this.at((repeated.key as ParsedNode).range?.[0] ?? 0));
        }
      },
      Pair: (_, { key }) => {
        if (isCollection(key)) {
          const hint = this.source.text.includes('{{') ? HINT_OF_TEMPLATE : '';
          throw new UnreadableError(`a map is the key of a map${hint}`, this.at(key.range?.[0] ?? 0));
        }
      },
    });
  }

  private refuseAmbiguous(tree: Document.Parsed): void {
    visit(tree, (_, node, path) => {
      const isInFlow = path.some((around) => isCollection(around) && around.flow === true);
      const message = isNode(node) || isPair(node) ? ambiguity(node, this.source.text, isInFlow) : undefined;
      if (message !== undefined) {
        const { range } = isPair(node) ? (node.key as Scalar) : (node as ParsedNode);
        throw new UnreadableError(message, this.at(range?.[0] ?? 0));
      }
    });
  }

  private quickPlaces(): PlainPlaces | JsonPlaces | undefined {
    const { text } = this.source;
    this.places ??= { quick: this.isJson ? new JsonPlaces(text) : readPlainPlaces(text) };
    return this.places.quick;
  }

  private placesInYaml(): YamlPlaces {
    this.yamlPlaces ??= new YamlPlaces(this.parsed());
    return this.yamlPlaces;
  }

  private parsed(): Document.Parsed {
    this.tree ??= this.parse();
    return this.tree;
  }

  private parse(): Document.Parsed {
    try {
      return this.parseText();
    } catch (error) {
      throw new UnreadableError(`cannot be read: ${(error as Error).message}`, this.start);
    }
  }

  private parseText(): Document.Parsed {
    return parseDocument(this.source.text, {
      // As Kubernetes reads it: `yes` and `on` are true, but 1:30 is no number and 2026-01-01 no date.
      version: '1.1',
      customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || isReadByKubernetes(tag)).map(withDigits),
      lineCounter: this.counter,
      uniqueKeys: false, // compares each key with each; asked of the whole tree
      prettyErrors: false,
      logLevel: 'silent',
    });
  }

  private at(offset: number): Position {
    const { line, col } = this.counter.linePos(offset);
    return { line: this.source.line - 1 + line, column: col };
  }
}

/** Whether it is what somebody could apply; other YAML in a folder may hold what it wants. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('kind' in value || 'apiVersion' in value);
}

/** What the API server gets. The detour also lets go of the text, of which parsed strings are slices. */
function detached(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function firstLine({ message }: YAMLParseError): string {
  return message.split('\n')[0];
}

/** A dot or an exponent alone is text, which `yaml` makes no number of. */
function withDigits<T extends string | ScalarTag | CollectionTag>(tag: T): T {
  const isFloat = typeof tag === 'object' && 'test' in tag && tag.tag === 'tag:yaml.org,2002:float';
  return isFloat && !tag.test!.source.includes('inf')
    ? { ...tag, test: new RegExp(`(?=[-+]?\\.?[0-9])${tag.test!.source}`) }
    : tag;
}

/** The Go library that Kubernetes reads YAML with has neither numbers in base 60 nor dates. */
function isReadByKubernetes({ tag, ...rest }: ScalarTag | CollectionTag): boolean {
  const format = 'format' in rest ? rest.format : undefined;
  return format !== 'TIME' && tag !== 'tag:yaml.org,2002:timestamp';
}
