import { wholeNames } from '../../../engines/arguments/abbreviations';
import { imagePattern } from '../../../engines/engine-launch';
import { KnownEngine } from '../../../engines/known-engine';
import { ENGINE_WORDS, KNOWN_ENGINES } from '../../../engines/launches';
import { SettingDanger } from '../../../engines/setting-danger';
import { WANTS_GPU } from '../accelerators';
import { Abbreviations, ANY_ABBREVIATION, flagPattern, SHORTEST_ABBREVIATION } from './flag-pattern';

/** Characters that end a word in a shell; within an argument they end none, which can only make a rule stricter. */
const SEPARATORS = ['\\n', '\\t', ';', '|', '&', '(', ')', '<', '>', '`'];

/** What a shell or JSON takes away from around words. */
const QUOTES = ['\\\\\\n', '\\\\', '"', "\\'"];

const WORDS = 'container.?command.orValue([]) + container.?args.orValue([])';

/** Variables that hold arguments, which an image or an operator appends to the command. */
const ARGUMENT_VARIABLES = String.raw`(^|_)(ARGS|ARGUMENTS|OPTS|OPTIONS|FLAGS|CMD|COMMAND)$`;

/** Values of variables that end up as arguments: those named like that, and those that an argument names, `$(NAME)`. */
const EXPANDED =
  `[(${WORDS}).join(' ')].map(words, container.?env.orValue([]).filter(variable, ` +
  `variable.name.matches(r'${ARGUMENT_VARIABLES}') || (words.contains('$') && ` +
  `(words.contains('$(' + variable.name + ')') || words.contains('$' + variable.name) || words.contains('\${' + variable.name)))` +
  `).map(variable, variable.?value.orValue('')))[0]`;

/** A container's words as they are written, with a space in front of each. */
export const RAW_LINE = `' ' + (${WORDS} + ${EXPANDED}).join(' ')`;

/**
 * Command and arguments as one line: in lower case, without quotes, with dashes for underscores, and with one space for
 * whatever ends a word, also in a text for a shell. So flags are found however they are written and wherever they stand. CEL
 * has no `replace` that all three places of evaluation know.
 */
const COMMAND = `' ' + ${[
  `(${RAW_LINE}).lowerAscii()`,
  ...QUOTES.map((quote) => `split('${quote}').join('')`),
  `split('_').join('-')`,
  ...SEPARATORS.map((separator) => `split('${separator}').join(' ')`),
  `split(' ').filter(word, word != '').join(' ')`,
].join('.')}`;

/**
 * Characters of a command line that rules over flags read. An API server limits what an expression may cost: beyond this
 * (measured: beyond 3,000 in one container) it would refuse the pod, whatever runs in it. SAI-ENG-003 names longer ones.
 */
const LONGEST_LINE = 2000;

/** Whether the command line is too long for rules over flags. */
export const IS_TOO_LONG = `(${RAW_LINE}).size() > ${LONGEST_LINE}`;

/** Whether a container whose command line is not read may run an engine: by its words, its image, or a GPU. */
export const MAY_SERVE = `((${RAW_LINE}).lowerAscii().matches(r'${ENGINE_WORDS}') || ${KNOWN_ENGINES.map(byImage).join(' || ')} || ${WANTS_GPU})`;

/**
 * A condition over `line`, the normalized command line of a container; CEL has no `let`. It holds where the line is too
 * long.
 */
export function onCommandLine(condition: string): string {
  return `(${IS_TOO_LONG} || ${onWholeLine(condition)})`;
}

/** A condition over `line` of any length. */
export function onWholeLine(condition: string): string {
  return `[${COMMAND}].all(line, ${condition})`;
}

function byImage({ launch }: KnownEngine): string {
  return `container.?image.orValue('').matches(r'${imagePattern(launch)}')`;
}

/**
 * Whether a container runs an engine: by its command; without one by its image, by the flag that names the model, or, of
 * engines that take it from variables, by those.
 */
export function runs(engine: KnownEngine): string {
  const { launch } = engine;
  const [modelFlag] = launch.modelFlags;
  const byArguments =
    modelFlag === undefined
      ? `container.?env.orValue([]).exists(variable, variable.name.matches(r'^(${launch.variablePrefixes.join('|')})'))`
      : `line.matches(r'(^| )${modelFlag}[ =]')`;
  return `(line.matches(r'${launch.programs}') || (!has(container.command) && (${byImage(engine)} || ${byArguments})))`;
}

/** Whether a container runs one of the named engines. */
export function runsAny(...names: string[]): string {
  const found = KNOWN_ENGINES.filter(({ name }) => names.includes(name));
  return `(${found.map(runs).join(' || ')})`;
}

/** Whether a container serves a model: it runs an engine that is known, or wants a GPU. */
export const SERVES = `(${KNOWN_ENGINES.map(runs).join(' || ')} || ${WANTS_GPU})`;

/** Whether one of the flags is given on `line`. */
export function given(...flags: string[]): string {
  return `line.matches(r'(^| )${flagPattern(flags, ANY_ABBREVIATION)}([ =.+]|$)')`;
}

/**
 * Whether a model is named twice on `line`: engines take the last one. Where variables name the model, one flag is the
 * second.
 */
export function namesTwoModels(engine: KnownEngine): string | undefined {
  const { launch, refusedFlags } = engine;
  if (launch.modelFlags.length === 0) {
    const second = refusedFlags.filter(({ danger }) => danger === SettingDanger.SECOND_MODEL).map(({ name }) => name);
    return second.length === 0 ? undefined : given(...second);
  }
  const flag = `${flagPattern(launch.modelFlags, abbreviationsOf(engine))}[ =]`;
  const names = [`(^| )${flag}`, ...(launch.positionalModel === undefined ? [] : [launch.positionalModel])];
  return `line.matches(r'(${names.join('|')}).* ${flag}')`;
}

/** Which abbreviations an engine takes. */
export function abbreviationsOf(engine: KnownEngine): Abbreviations {
  const { knownFlags, wholeNamesOnly, launch } = engine;
  const shortest = knownFlags === undefined ? SHORTEST_ABBREVIATION : 1;
  return {
    whole: wholeNames(engine),
    shortest: wholeNamesOnly ? Infinity : shortest,
    shortToo: launch.abbreviatesShortFlags ?? false,
  };
}
