import { abbreviationsOf, runs, SERVES } from './command-line';
import { Abbreviations, escaped, flagPattern } from './flag-pattern';
import { otherThan, outsideOf, pathsOutsideOf } from './other-than';
import { normalized } from '../../../engines/arguments/normalized';
import { RefusedSetting } from '../../../engines/engine-profile';
import { KnownEngine } from '../../../engines/known-engine';
import { KNOWN_ENGINES } from '../../../engines/launches';
import { SettingDanger } from '../../../engines/setting-danger';

/** Three words or more. */
const WORDS_OF_FLAG = /^--\w+(-\w+){2,}$/;

/** Dangers of variables that no other program reads for something else. */
const ANYWHERE: readonly SettingDanger[] = [
  SettingDanger.INJECTED_LIBRARIES,
  SettingDanger.MODEL_CODE,
  SettingDanger.UNSAFE_MESSAGES,
];

const ENV = 'container.?env.orValue([])';
const VALUE = "variable.?value.orValue('')";

/** Dangerous flags and variables of every engine, as one condition over `line` and `container`: true where none is set. */
export function setsNo(danger: SettingDanger): string {
  return [...KNOWN_ENGINES.map((engine) => flagsOf(engine, danger)), ...flagsOfAny(danger), ...variablesOf(danger)]
    .filter((set) => set !== undefined)
    .map((set) => `!(${set})`)
    .join('\n    && ');
}

function flagsOf(engine: KnownEngine, danger: SettingDanger): string | undefined {
  const settings = engine.refusedFlags.filter((setting) => setting.danger === danger);
  const patterns = patternsOf(settings, abbreviationsOf(engine));
  return patterns === undefined ? undefined : `${runs(engine)} && ${patterns}`;
}

/**
 * Flags of three words or more are those of one program only, so that they are found in containers whose engine is not
 * recognized too. Of these, names are read whole: what begins them may be a flag of another program.
 */
function flagsOfAny(danger: SettingDanger): string[] {
  const distinctive = KNOWN_ENGINES.flatMap(({ refusedFlags }) => refusedFlags).filter(
    (setting) => setting.danger === danger && !setting.name.includes('.') && WORDS_OF_FLAG.test(setting.name),
  );
  const patterns = distinctive.map((setting) => {
    const name = escaped(normalized(setting.name));
    return name + (isPlain(setting) ? '([ =.+]|$)' : `[ =]+${valuesOf(setting)}`);
  });
  return patterns.length === 0 ? [] : [`line.matches(r'(^| )(${[...new Set(patterns)].join('|')})')`];
}

function patternsOf(settings: readonly RefusedSetting[], abbreviations: Abbreviations): string | undefined {
  const plain = settings.filter((setting) => isPlain(setting) && !setting.name.includes('.'));
  const names = plain.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const patterns = [
    ...(names.length === 0 ? [] : [`${flagPattern(names, abbreviations)}([ =.+]|$)`]),
    ...settings.filter((setting) => !plain.includes(setting)).map((setting) => withValue(setting, abbreviations)),
  ];
  return patterns.length === 0 ? undefined : `line.matches(r'(^| )(${patterns.join('|')})')`;
}

function isPlain({ values, allowedValues, allowedPattern, inModels = false }: RefusedSetting): boolean {
  return values === undefined && allowedValues === undefined && allowedPattern === undefined && !inModels;
}

/** A flag that is refused with some values, or a key of its JSON value, at any depth. */
function withValue(setting: RefusedSetting, abbreviations: Abbreviations): string {
  const [name, key] = setting.name.split('.', 2);
  const flag = flagPattern([name, ...(setting.aliases ?? [])], abbreviations);
  if (key === undefined) {
    // with a key the value is the text of a JSON object
    return `${flag}([ =]+${valuesOf(setting)}${setting.allowedValues ? '|$' : ''}${setting.values ? '' : '|[.]'})`;
  }
  if (setting.inModels) {
    return `${flag}([ =.].*)?[ .{,]${escaped(normalized(key))} *[:= ] *${outsideOf(MODELS)}`;
  }
  return `${flag}([ =.].*)?[ .{,]${escaped(normalized(key))} *[:= ] *${isPlain(setting) ? '' : valuesOf(setting)}`;
}

/** Where models are mounted. */
const MODELS = '/models/';

function valuesOf({ values, allowedValues = [], inModels }: RefusedSetting): string {
  if (inModels) {
    return pathsOutsideOf(MODELS);
  }
  return values === undefined
    ? otherThan(allowedValues.map(normalized))
    : `(${values.map((value) => escaped(normalized(value.replaceAll('"', '')))).join('|')})([ ,}]|$)`;
}

interface Variables {
  /** Where they count. */
  readonly scope: string | undefined;
  readonly settings: readonly RefusedSetting[];
}

/** Variables that only one engine reads count everywhere, those that any program may read where a model is served. */
function variablesOf(danger: SettingDanger): string[] {
  const scopes = new Map<string | undefined, Map<string, RefusedSetting>>();
  const users = (name: string) =>
    KNOWN_ENGINES.filter((engine) => engine.refusedEnv.some((setting) => setting.name === name));
  for (const engine of KNOWN_ENGINES) {
    for (const setting of engine.refusedEnv.filter((each) => each.danger === danger)) {
      const own =
        ANYWHERE.includes(danger) ||
        KNOWN_ENGINES.some(({ launch }) => launch.variablePrefixes.some((prefix) => setting.name.startsWith(prefix)));
      const shared = users(setting.name).length > 2;
      const scope = own ? undefined : shared ? SERVES : runs(engine);
      scopes.set(scope, (scopes.get(scope) ?? new Map<string, RefusedSetting>()).set(JSON.stringify(setting), setting));
    }
  }
  return [...scopes].map(([scope, settings]) => condition({ scope, settings: [...settings.values()] }));
}

function condition({ scope, settings }: Variables): string {
  const plain = settings.filter((setting) => isPlain(setting) && setting.except === undefined);
  const names = plain.map(({ name }) => variablePattern(name)).join('|');
  const found = [
    ...(plain.length === 0 ? [] : [`${ENV}.exists(variable, variable.name.matches(r'^(${names})$'))`]),
    ...settings.filter((setting) => !plain.includes(setting)).map(setVariable),
    `line.matches(r'(^| )(${settings.map(inline).join('|')})')`,
  ];
  return `${scope === undefined ? '' : `${scope} && `}(${found.join(' || ')})`;
}

function variablePattern(name: string): string {
  return name.replace('*', '.*');
}

function setVariable(setting: RefusedSetting): string {
  const { name, except = [] } = setting;
  const named = name.includes('*')
    ? `variable.name.${name.endsWith('*') ? 'startsWith' : 'endsWith'}('${name.replace('*', '')}')`
    : `variable.name == '${name}'`;
  const others = except.length === 0 ? '' : ` && !(variable.name in [${except.map((each) => `'${each}'`).join(', ')}])`;
  return `${ENV}.exists(variable, ${named}${others}${isPlain(setting) ? '' : ` && (has(variable.valueFrom) || ${refusedValue(setting)})`})`;
}

function refusedValue({ values, allowedValues, allowedPattern }: RefusedSetting): string {
  const list = (some: readonly string[]) => `[${some.map((value) => `'${value.toLowerCase()}'`).join(', ')}]`;
  if (allowedPattern !== undefined) {
    return `!${VALUE}.matches(r'^(${allowedPattern})$')`;
  }
  return allowedValues === undefined
    ? `${VALUE}.lowerAscii() in ${list(values!)}`
    : `!(${VALUE}.lowerAscii() in ${list(allowedValues)})`;
}

/** A variable that a shell or `env` sets in front of the command. */
function inline(setting: RefusedSetting): string {
  const { name, except = [], values, allowedValues, allowedPattern } = setting;
  const normal = normalized(name.replace(/\*$/, '')).replace('*', '[a-z][a-z0-9-]*');
  const named = name.endsWith('*') ? `${normal}${except.length === 0 ? '[a-z0-9-]*' : otherName(setting)}` : normal;
  const refused =
    allowedValues !== undefined
      ? otherThan(allowedValues.map(normalized))
      : values !== undefined
        ? valuesOf(setting)
        : '';
  // what a pattern allows cannot be turned round, so that setting it in a command line is never allowed
  return `${named}=${allowedPattern === undefined ? refused : ''}`;
}

/** The rest of a name that begins like a wildcard and is none of its exceptions. */
function otherName({ name, except = [] }: RefusedSetting): string {
  const rests = except.map((each) => normalized(each.slice(name.length - 1)));
  return `(${otherThan(rests).slice(1, -1).replaceAll('|$)', ')')})[a-z0-9-]*`;
}
