import { posix } from 'node:path';
import { withConfigFile } from './config-file';
import { ConfigMaps } from './config-maps';
import { Environment, environmentOf, expand } from './environment';
import { Files, filesOf } from './mounted-files';
import { engineCommand, enginesOfImage, unwrap } from './program';
import { ScriptCommand, ShellScript } from './shell-script';
import { Value } from './word';
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
  /** What only the running container knows of its programs, completes "it is not known what runs: …". */
  readonly undecided: readonly string[];
}

const SHELL = /^(ba|da|a|k|z)?sh$/;
const PYTHON = /^python[\d.]*$/;
/** Programs that run a text of their command line. */
const EVALUATES = /^(perl|ruby|node|php|lua)$/;

const DEEPEST = 8;

/** Follows command and arguments of a container to the engines in it, through shells, scripts and wrappers. */
export function startedBy(container: Fields, volumes: unknown, namespace: string, configMaps: ConfigMaps): Started {
  const variables = environmentOf(container, namespace, configMaps);
  const words = (field: unknown) => listIn(field).map((text) => expand(String(text), variables));
  const [command, args] = [words(container.command), words(container.args)];
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
  public readonly undecided: string[] = [];
  private depth = 0;

  public constructor(private readonly fileAt: Files) {}

  public launch(engine: KnownEngine, args: Value, variables: Environment): void {
    this.launches.push({ engine, args: withConfigFile(engine, args, this.fileAt), variables });
  }

  public follow(command: ScriptCommand): void {
    if (this.depth >= DEEPEST) {
      this.undecided.push('commands start each other without end');
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
      this.undecided.push(program.undecided);
    }
    const name = posix.basename(program.text);
    if (SHELL.test(name)) {
      this.shell(rest, variables, hasInput);
      return;
    }
    const found = engineCommand(words);
    if (found) {
      this.launch(found.engine, found.args, variables);
    } else if (name === 'xargs') {
      this.undecided.push('xargs takes arguments from its input');
    } else if (PYTHON.test(name)) {
      this.python(rest, hasInput);
    } else if (EVALUATES.test(name) && rest.some(({ text }) => /^-[a-z]*e$/.test(text))) {
      this.undecided.push(`${name} runs a text of its command line`);
    } else if (program.text.includes('/')) {
      this.file(program.text, words, variables);
    }
  }

  private shell(words: Value, variables: Environment, hasInput: boolean): void {
    const { options, operands } = shellOptions(words);
    const [script] = operands;
    if (script === undefined) {
      if (hasInput || options.includes('s')) {
        this.undecided.push('a shell runs what it reads from its input');
      }
    } else if (options.includes('c')) {
      if (script.undecided !== undefined) {
        this.undecided.push(script.undecided);
      }
      this.script(script.text, operands.slice(1), variables, script.origin);
    } else {
      this.file(script.text, operands, variables, true);
    }
  }

  private script(text: string, positional: Value, variables: Environment, origin?: string): void {
    const host = {
      fileAt: this.fileAt,
      onCommand: (command: ScriptCommand) => this.follow(command),
      onUndecided: (reason: string) => this.undecided.push(reason),
    };
    new ShellScript(variables, positional, host).run(text, origin);
  }

  /** @param isScript whether it is one for sure: programs of the image have no more to tell than their name */
  private file(path: string, words: Value, variables: Environment, isScript = false): void {
    const file = this.fileAt(path);
    if (file === undefined) {
      if (isScript || /\.(ba)?sh$/.test(path)) {
        this.undecided.push(`${path} is a script of the image`);
      }
    } else if ('undecided' in file) {
      this.undecided.push(file.undecided);
    } else if (isScript || /^#!.*sh\b/.test(file.text) || !file.text.startsWith('#!')) {
      this.script(file.text, words, variables, file.origin);
    } else {
      this.undecided.push(`${path} is a program of ${file.origin}`);
    }
  }

  private python(words: Value, hasInput: boolean): void {
    const script = words.find(({ text }) => !text.startsWith('-'));
    if (words.some(({ text }) => /^-[a-zA-Z]*c$/.test(text))) {
      this.undecided.push('Python runs a text of its command line');
    } else if (script === undefined || words[0].text === '-') {
      this.undecided.push(...(hasInput ? ['Python runs what it reads from its input'] : []));
    } else {
      const file = this.fileAt(script.text);
      this.undecided.push(
        ...(file === undefined
          ? []
          : ['text' in file ? `${script.text} is a program of ${file.origin}` : file.undecided]),
      );
    }
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
