import { posix } from 'node:path';
import { Environment } from './environment';
import { joined, Value, Word } from './word';
import { normalized } from '../../engines/arguments/normalized';
import { imagePattern } from '../../engines/engine-launch';
import { KnownEngine } from '../../engines/known-engine';
import { KNOWN_ENGINES } from '../../engines/launches';

/** A command without the programs that only start another one. */
export interface Program {
  readonly words: Value;
  readonly variables: Environment;
}

/** Programs that start another one, and how many words of their own come before it, beside options. */
const WRAPPERS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'builtin catatonit command dumb-init env exec ionice nice nohup numactl setsid stdbuf sudo time tini'
      .split(' ')
      .map((name) => [name, 0]),
  ),
  chrt: 1,
  gosu: 1,
  'su-exec': 1,
  taskset: 1,
  timeout: 1,
};

/** Options whose value is the next word. */
const VALUED =
  /^(-[CNPcnmpuS]|--(adjustment|class|classdata|cpunodebind|membind|physcpubind|signal|kill-after|unset|chdir))$/;

const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/;

/** The command that runs in the end: without `exec`, `env NAME=value`, `tini --` and others like them. */
export function unwrap(words: Value, variables: Environment): Program {
  let rest = words;
  const set = new Map(variables);
  for (let own = wordsOf(rest[0]); own !== undefined; own = wordsOf(rest[0])) {
    rest = rest.slice(1);
    for (let left = own; rest.length > 0;) {
      const [word] = rest;
      const assignment = ASSIGNMENT.exec(word.text);
      if (assignment) {
        set.set(assignment[1], [{ ...word, text: assignment[2] }]);
      } else if (!word.text.startsWith('-')) {
        if (left === 0) {
          break;
        }
        left -= 1;
      }
      rest = rest.slice(VALUED.test(word.text) ? 2 : 1);
    }
  }
  return { words: rest, variables: set };
}

function wordsOf(word: Word | undefined): number | undefined {
  const name = word && posix.basename(word.text);
  return name !== undefined && Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
}

/** An engine that words start, and its arguments. */
export interface EngineCommand {
  readonly engine: KnownEngine;
  readonly args: Value;
}

const PROGRAMS = new Map(KNOWN_ENGINES.map((engine) => [engine, RegExp(engine.launch.programs)]));

/** As launches are recognized. */
function lineOf(words: Value): string {
  return normalized(joined(words).text);
}

/** The engine that a command line starts, whatever starts it: `python3 -m`, `torchrun`, or its own program. */
export function engineCommand(words: Value): EngineCommand | undefined {
  const line = lineOf(words);
  for (const [engine, pattern] of PROGRAMS) {
    if (pattern.test(line)) {
      const end = words.findIndex((_, index) => pattern.test(lineOf(words.slice(0, index + 1))));
      return { engine, args: words.slice(end + 1) };
    }
  }
  return undefined;
}

/** Engines that an image without a command starts, by its name, the flag of the model, or variables that only one reads. */
export function enginesOfImage(image: string, args: Value, variables: Environment): KnownEngine[] {
  return KNOWN_ENGINES.filter(({ launch }) => {
    const [modelFlag] = launch.modelFlags;
    return (
      RegExp(imagePattern(launch)).test(image) ||
      (modelFlag === undefined
        ? [...variables.keys()].some((name) => launch.variablePrefixes.some((prefix) => name.startsWith(prefix)))
        : RegExp(`(^| )${modelFlag}([ =]|$)`).test(lineOf(args)))
    );
  });
}
