import { MountedFile } from './mounted-files';
import { childrenOf, Node, parseScript } from './shell-syntax';
import { expandQuoted, expandWord, Scope } from './shell-words';
import { joined, Value, Word } from './word';

/** What a script needs of the container that it runs in. */
export interface ScriptHost {
  /** Told of every command that is no builtin, also of those in branches and loops. */
  readonly onCommand: (command: ScriptCommand) => void;
  /** @param origin where in a ConfigMap */
  readonly onUndecided: (reason: string, origin?: string) => void;
  readonly fileAt: (path: string) => MountedFile;
}

export interface ScriptCommand {
  readonly words: Value;
  /** Variables that the command gets. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Whether it reads what another command or the script writes. */
  readonly hasInput: boolean;
}

const CONDITIONAL = ['If', 'While', 'Case', 'Select', 'ArithmeticFor', 'Function'];
const DECLARATIONS = ['export', 'declare', 'typeset', 'readonly', 'local'];
const INPUTS = ['<', '<>', '<&'];

/** Scripts that a script reads, one in the other, and evaluated texts. */
const DEEPEST = 8;

/** Follows a script as a shell runs it, both ways at every branch, and tells of the commands in it. */
export class ShellScript {
  private readonly variables: Map<string, Value>;
  private readonly exported: Set<string>;
  private positional: Value;
  private exportsAll = false;
  private conditions = 0;
  private depth = 0;
  private text = '';

  public constructor(
    variables: ReadonlyMap<string, Value>,
    positional: Value,
    private readonly host: ScriptHost,
  ) {
    this.variables = new Map(variables);
    this.exported = new Set(variables.keys());
    this.positional = positional;
  }

  /** @param origin the ConfigMap that the text is from */
  public run(text: string, origin?: string): void {
    if (this.depth >= DEEPEST) {
      this.host.onUndecided('scripts read each other without end', origin);
      return;
    }
    const outer = this.text;
    this.depth += 1;
    this.text = text;
    const script = parseScript(text);
    script.errors?.forEach(({ message }) => this.host.onUndecided(`a script cannot be read: ${message}`, origin));
    this.visit(script, origin, false);
    this.text = outer;
    this.depth -= 1;
  }

  /** The line of a script of a ConfigMap; of a text that one evaluates, the line that does. */
  private lineOf({ pos }: Node, origin: string | undefined): string | undefined {
    return origin === undefined || / line \d+$/.test(origin)
      ? origin
      : `${origin} line ${this.text.slice(0, pos).split('\n').length}`;
  }

  private visit(node: Node, origin: string | undefined, hasInput: boolean): void {
    if (node.type === 'Command') {
      this.command(node, origin, hasInput);
      return;
    }
    if (node.type === 'For' && node.wordlist !== undefined) {
      this.loop(node, origin);
      return;
    }
    // what stands behind `&&` runs where all before it did, as does the engine behind it
    const isConditional = CONDITIONAL.includes(node.type) || (node.operators?.includes('||') ?? false);
    this.conditions += isConditional ? 1 : 0;
    const inner = node.type === 'Redirected' && childrenOf(node).some(isInput);
    childrenOf(node).forEach((child, index) => {
      this.visit(child, origin, hasInput || inner || (index > 0 && node.type === 'Pipeline'));
    });
    this.conditions -= isConditional ? 1 : 0;
  }

  private loop({ name, wordlist, body }: Node, origin: string | undefined): void {
    for (const word of wordlist!.flatMap((each) => this.expand(each, origin))) {
      this.variables.set((name as Node).text, [word]);
      this.visit(body!, origin, false);
    }
  }

  private command(node: Node, origin: string | undefined, piped: boolean): void {
    const prefix = node.prefix as readonly Node[];
    const assignments = prefix.filter(({ type }) => type === 'Assignment');
    if (node.name === undefined) {
      assignments.forEach((assignment) => this.assign(assignment, origin));
      return;
    }
    const words = [node.name as Node, ...node.suffix!].flatMap((word) => this.expand(word, origin));
    const hasInput = piped || [...prefix, ...node.suffix!].some(isInput);
    const [program] = words;
    if (DECLARATIONS.includes(program?.text)) {
      this.declare(node.suffix!, words, origin);
    } else if (!this.builtin(words, origin)) {
      const variables = this.environment();
      assignments.forEach((each) => variables.set(String(each.name), this.valueOf(each, origin)));
      this.host.onCommand({ words, variables, hasInput });
    }
  }

  /** Whether the command is one that the shell runs itself. */
  private builtin(words: Value, origin: string | undefined): boolean {
    const [program, ...rest] = words;
    switch (program?.text) {
      case undefined:
        return true;
      case 'set':
        this.set(rest);
        return true;
      case 'shift':
        this.positional = [this.positional[0], ...this.positional.slice(1 + Number(rest[0]?.text ?? 1))];
        return true;
      case 'unset':
        rest.forEach(({ text }) => this.variables.set(text, []));
        return true;
      case 'read':
        rest.forEach(({ text }) =>
          this.variables.set(text, [{ text: '', undecided: `$${text} is read from an input` }]),
        );
        return true;
      case 'eval':
        this.evaluate(joined(rest), origin);
        return true;
      case '.':
      case 'source':
        this.source(rest[0]);
        return true;
      default:
        return false;
    }
  }

  private set(words: Value): void {
    const end = words.findIndex(({ text }) => text === '--');
    if (end >= 0) {
      this.positional = [this.positional[0] ?? { text: 'sh' }, ...words.slice(end + 1)];
    }
    this.exportsAll ||= words.some(({ text }) => text === 'allexport' || /^-[a-z]*a/.test(text));
  }

  private evaluate(text: Word, origin: string | undefined): void {
    if (text.undecided !== undefined) {
      this.host.onUndecided(`eval runs a text in which ${text.undecided}`, text.origin ?? origin);
    }
    this.run(text.text, text.origin ?? origin);
  }

  private source(word: Word | undefined): void {
    const file = word === undefined || word.undecided !== undefined ? undefined : this.host.fileAt(word.text);
    if (file !== undefined && 'text' in file) {
      this.run(file.text, file.origin);
    } else {
      this.host.onUndecided(
        file?.undecided ?? `the shell reads ${word?.text || 'a file'}, which is not among the objects`,
        word?.origin,
      );
    }
  }

  private declare(suffix: readonly Node[], words: Value, origin: string | undefined): void {
    const assignments = suffix.filter(({ type }) => type === 'Assignment');
    assignments.forEach((each) => this.assign(each, origin));
    const exports = words[0].text === 'export' || words.some(({ text }) => /^-[a-z]*x/.test(text));
    if (exports) {
      assignments.forEach(({ name }) => this.exported.add(String(name)));
      words.slice(1).forEach(({ text }) => this.exported.add(text));
    }
  }

  private assign(assignment: Node, origin: string | undefined): void {
    const name = String(assignment.name);
    const value = this.valueOf(assignment, origin);
    const undecided = this.conditions > 0 ? `$${name} depends on a condition` : undefined;
    this.variables.set(
      name,
      value.map((word) => ({ ...word, undecided: word.undecided ?? undecided })),
    );
    if (this.exportsAll) {
      this.exported.add(name);
    }
  }

  private valueOf({ name, value, append }: Node, origin: string | undefined): Value {
    const node = value as Node;
    const before = append ? (this.variables.get(String(name)) ?? []) : [];
    if (node.type === 'ArrayValue') {
      return [...before, ...node.elements!.flatMap((element) => this.expand(element, origin))];
    }
    const word = expandQuoted(node, this.scope(this.lineOf(node, origin)));
    return before.length === 0 ? [word] : [{ ...joined([before[0], word]), text: before[0].text + word.text }];
  }

  private expand(word: Node, origin: string | undefined): Word[] {
    if (word.type === 'Assignment') {
      const [value] = this.valueOf(word, origin);
      return [{ ...value, text: `${String(word.name)}=${value?.text ?? ''}` }];
    }
    return word.type === 'Word' ? expandWord(word, this.scope(this.lineOf(word, origin))) : [];
  }

  private scope(origin: string | undefined): Scope {
    return { variables: this.variables, positional: this.positional, origin };
  }

  private environment(): Map<string, Value> {
    return new Map([...this.variables].filter(([name]) => this.exported.has(name)));
  }
}

function isInput({ type, operator }: Node): boolean {
  return type === 'HereDoc' || type === 'HereString' || (type === 'Redirect' && INPUTS.includes(operator!));
}
