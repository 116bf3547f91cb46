import { posix } from 'node:path';
import { withConfigFile } from './config-file';
import { ConfigMaps } from './config-maps';
import { Environment, environmentOf, expand } from './environment';
import { Files, filesOf } from './mounted-files';
import { engineCommand, enginesOfImage, unwrap } from './program';
import { ScriptCommand, ShellScript } from './shell-script';
import { Value, Word } from './word';
import { KnownEngine } from '../../engines/known-engine';
import { Fields, listIn } from '../../objects/unknown-fields';

/** An engine as it is started. */
export interface Launch {
  readonly engine: KnownEngine;
  readonly args: Value;
  readonly variables: Environment;
}

/** What a container starts. */
export interface Started {
  readonly launches: readonly Launch[];
  /** What only the running container knows of its programs. */
  readonly undecided: readonly Undecided[];
}

/** Something that nobody knows before it runs. */
export interface Undecided {
  /** Completes "it is not known what runs: …". */
  readonly reason: string;
  /** Where that stands: `args[2]`, or a line of a ConfigMap. */
  readonly place?: string;
}

const SHELL = /^(ba|da|a|k|z)?sh$/;
const PYTHON = /^python[\d.]*$/;
/** Programs that run a text of their command line. */
const EVALUATES = /^(perl|ruby|node|php|lua)$/;

const DEEPEST = 8;

/** Follows command and arguments of a container to the engines in it, through shells, scripts and wrappers. */
export function startedBy(container: Fields, volumes: unknown, namespace: string, configMaps: ConfigMaps): Started {
  const variables = environmentOf(container, namespace, configMaps);
  const [command, args] = ['command', 'args'].map((field) =>
    listIn(container[field]).map((text, index) => ({
      ...expand(String(text), variables),
      place: `${field}[${index}]`,
    })),
  );
  const start = new Start(filesOf(container, volumes, namespace, configMaps));
  start.follow({ words: [...command, ...args], variables, hasInput: false });
  if (command.length === 0 && start.launches.length === 0) {
    for (const engine of enginesOfImage(String(container.image ?? ''), args, variables)) {
      start.launch(engine, args, variables);
    }
  }
  return start;
}

class Start implements Started {
  public readonly launches: Launch[] = [];
  public readonly undecided: Undecided[] = [];
  private depth = 0;
  private place?: string;

  public constructor(private readonly fileAt: Files) {}

  public launch(engine: KnownEngine, args: Value, variables: Environment): void {
    this.launches.push({ engine, args: withConfigFile(engine, args, this.fileAt), variables });
  }

  public follow(command: ScriptCommand): void {
    if (this.depth >= DEEPEST) {
      this.undecide('commands start each other without end', command.words[0]);
      return;
    }
    this.depth += 1;
    this.run(command);
    this.depth -= 1;
  }

  private run({ words: given, variables: known, hasInput }: ScriptCommand): void {
    const { words, variables } = unwrap(given, known);
    const [program, ...rest] = words;
    if (program === undefined) {
      return;
    }
    if (program.undecided !== undefined) {
      this.undecide(program.undecided, program);
    }
    const name = posix.basename(program.text);
    if (SHELL.test(name)) {
      this.shell(program, rest, variables, hasInput);
      return;
    }
    const found = engineCommand(words);
    if (found) {
      this.launch(found.engine, found.args, variables);
    } else if (name === 'xargs') {
      this.undecide('xargs takes arguments from its input', program);
    } else if (PYTHON.test(name)) {
      this.python(program, rest, hasInput);
    } else if (EVALUATES.test(name) && rest.some(({ text }) => /^-[a-z]*e$/.test(text))) {
      this.undecide(`${name} runs a text of its command line`, program);
    } else if (program.text.includes('/')) {
      this.file(program, words, variables);
    }
  }

  private shell(shell: Word, words: Value, variables: Environment, hasInput: boolean): void {
    const { options, operands } = shellOptions(words);
    const [script] = operands;
    if (script === undefined) {
      if (hasInput || options.includes('s')) {
        this.undecide('a shell runs what it reads from its input', shell);
      }
    } else if (options.includes('c')) {
      if (script.undecided !== undefined) {
        this.undecide(script.undecided, script);
      }
      this.script(script, operands.slice(1), variables);
    } else {
      this.file(script, operands, variables, true);
    }
  }

  private script({ text, origin, place }: Word, positional: Value, variables: Environment): void {
    const outer = this.place;
    this.place = place ?? outer;
    const host = {
      fileAt: this.fileAt,
      onCommand: (command: ScriptCommand) => this.follow(command),
      onUndecided: (reason: string, at?: string) => this.undecide(reason, { text: '', origin: at }),
    };
    new ShellScript(variables, positional, host).run(text, origin);
    this.place = outer;
  }

  /** @param isScript whether it is one for sure: programs of the image have no more to tell than their name */
  private file(path: Word, words: Value, variables: Environment, isScript = false): void {
    const file = this.fileAt(path.text);
    if (file === undefined) {
      if (isScript || /\.(ba)?sh$/.test(path.text)) {
        this.undecide(`${path.text} is a script of the image`, path);
      }
    } else if ('undecided' in file) {
      this.undecide(file.undecided, path);
    } else if (isScript || /^#!.*sh\b/.test(file.text) || !file.text.startsWith('#!')) {
      this.script({ ...file, place: path.place }, words, variables);
    } else {
      this.undecide(`${path.text} is a program of ${file.origin}`, path);
    }
  }

  private python(python: Word, words: Value, hasInput: boolean): void {
    const script = words.find(({ text }) => !text.startsWith('-'));
    if (words.some(({ text }) => /^-[a-zA-Z]*c$/.test(text))) {
      this.undecide('Python runs a text of its command line', python);
    } else if (script === undefined || words[0].text === '-') {
      if (hasInput) {
        this.undecide('Python runs what it reads from its input', python);
      }
    } else {
      const file = this.fileAt(script.text);
      if (file !== undefined) {
        this.undecide('text' in file ? `${script.text} is a program of ${file.origin}` : file.undecided, script);
      }
    }
  }

  private undecide(reason: string, { origin, place = this.place }: Word): void {
    this.undecided.push({ reason, place: origin ?? place });
  }
}

/** Letters of the options of a shell, and what follows them. */
function shellOptions(words: Value): { options: string; operands: Value } {
  let options = '';
  let index = 0;
  for (; index < words.length && /^[-+]/.test(words[index].text); index++) {
    const { text } = words[index];
    options += text.startsWith('--') ? '' : text.slice(1);
    // `-o pipefail`, `--rcfile file`
    index += /^[-+][a-z]*[oO]$|^--(rcfile|init-file)$/.test(text) ? 1 : 0;
  }
  return { options, operands: words.slice(index) };
}
