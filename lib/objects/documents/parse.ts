import {
  Document,
  isCollection,
  isNode,
  LineCounter,
  parseDocument,
  ScalarTag,
  CollectionTag,
  visit,
  YAMLParseError,
} from 'yaml';
import { PlainPlaces, readPlainPlaces, readPlainYaml } from './plain-yaml';
import { TextDocument } from './text-documents';

/** A place in a file, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

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
  private places?: { readonly plain?: PlainPlaces };
  private readonly counter = new LineCounter();

  public constructor(private readonly source: TextDocument) {}

  /** Where the document begins, after its marker and comments. */
  public get start(): Position {
    const before = this.source.text.split('\n').findIndex((line) => !/^(---|\.\.\.|%|\s*#|\s*$)/.test(line));
    return { line: this.source.line + Math.max(before, 0), column: 1 };
  }

  /**
   * @throws UnreadableError
   */
  public value(): unknown {
    return this.asJson() ?? this.asPlainYaml() ?? this.asYaml();
  }

  /** Whether a field is written. */
  public has(path: readonly (string | number)[]): boolean {
    return this.plainPlaces()?.has(path) ?? this.parsed().hasIn(path);
  }

  /** Position of a field, or of the nearest field around it that is written. */
  public positionOf(path: readonly (string | number)[]): Position {
    const place = this.plainPlaces()?.placeOf(path);
    if (place) {
      return { line: this.source.line - 1 + place.line, column: place.column };
    }
    for (let length = path.length; length >= 0; length -= 1) {
      const node = this.parsed().getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        return this.at(node.range[0]);
      }
    }
    return this.start;
  }

  /** Most JSON is found by its first character, and read much faster than as the YAML that it also is. */
  private asJson(): unknown {
    if (!/^\s*[{[]/.test(this.source.text)) {
      return undefined;
    }
    try {
      return JSON.parse(this.source.text);
    } catch {
      return undefined;
    }
  }

  private asPlainYaml(): unknown {
    const value = readPlainYaml(this.source.text);
    return value === undefined ? undefined : detached(value);
  }

  private asYaml(): unknown {
    const tree = this.parsed();
    const [error] = tree.errors;
    if (error) {
      const hint = this.source.text.includes('{{') ? HINT_OF_TEMPLATE : '';
      throw new UnreadableError(firstLine(error) + hint, this.at(error.pos[0]));
    }
    this.refuseTemplate(tree);
    try {
      return detached(tree.toJS());
    } catch (unresolved) {
      throw new UnreadableError((unresolved as Error).message, this.start);
    }
  }

  /** YAML reads `{{ .Values.x }}` as a map whose key is a map, which no object has. */
  private refuseTemplate(tree: Document.Parsed): void {
    if (this.source.text.includes('{{')) {
      visit(tree, {
        Pair: (_, { key }) => {
          if (isCollection(key)) {
            throw new UnreadableError(`a map is the key of a map${HINT_OF_TEMPLATE}`, this.at(key.range?.[0] ?? 0));
          }
        },
      });
    }
  }

  private plainPlaces(): PlainPlaces | undefined {
    this.places ??= { plain: readPlainPlaces(this.source.text) };
    return this.places.plain;
  }

  private parsed(): Document.Parsed {
    this.tree ??= parseDocument(this.source.text, {
      // As Kubernetes reads it: `yes` and `on` are true, but 1:30 is no number and 2026-01-01 no date.
      version: '1.1',
      customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || isReadByKubernetes(tag)),
      lineCounter: this.counter,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return this.tree;
  }

  private at(offset: number): Position {
    const { line, col } = this.counter.linePos(offset);
    return { line: this.source.line - 1 + line, column: col };
  }
}

/** What the API server gets. The detour also lets go of the text, of which parsed strings are slices. */
function detached(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function firstLine({ message }: YAMLParseError): string {
  return message.split('\n')[0];
}

/** The Go library that Kubernetes reads YAML with has neither numbers in base 60 nor dates. */
function isReadByKubernetes({ tag, ...rest }: ScalarTag | CollectionTag): boolean {
  const format = 'format' in rest ? rest.format : undefined;
  return format !== 'TIME' && tag !== 'tag:yaml.org,2002:timestamp';
}
