import { JinjaPart, JinjaToken } from './jinja-lexer';

/**
 * Jinja looks up an attribute where an object has no such item, so that a text that is put together can name one that no
 * part of the template names. Outside of its sandbox, attributes of functions lead to modules, and some functions of
 * modules are named like methods of texts and lists. Source: Jinja, `Environment.getitem`.
 */
export function checkLookups(parts: readonly JinjaPart[]): string[] {
  const macros = parametersOfMacros(parts);
  const sources = assignmentsOf(parts, macros);
  const computed = namesOfTexts(sources, macros);
  const variables = new Set([...sources.flatMap(({ targets }) => targets), ...[...macros.values()].flat()]);
  return parts.flatMap(({ tokens }) => [
    ...tokens.flatMap((token, at) => [...bareGlobal(tokens, token, at, variables), ...unpacked(tokens, at)]),
    ...indexes(tokens)
      .filter((index) => makesText(index, computed, macros))
      .map((index) => `looks up ${JSON.stringify(written(index))}, which it computes`),
    ...tokens.flatMap((_, at) => attributeArguments(tokens, at)),
  ]);
}

/** Functions of Jinja and of loaders are Python functions, and have the attributes of one. */
const CALLED_ONLY = words('range namespace dict raise_exception strftime_now');
const NEVER = words('lipsum cycler joiner self caller varargs');
const OF_LOOPS = words(
  'index index0 revindex revindex0 first last length previtem nextitem depth depth0 cycle changed',
);
/**
 * What gives numbers, or a part of what it is given, in whatever letters: no literal may hold a name that is internal to
 * Python, so that no part of one is such a name.
 */
const NO_TEXT_FILTERS =
  words(`length count int float abs round list first last default d items map select reject selectattr
  rejectattr unique dictsort slice batch max min trim lower upper capitalize title string safe e escape`);
const NO_TEXT_METHODS =
  words(`get items keys values index find rfind count startswith endswith isdigit append insert extend pop
  update split splitlines strip lstrip rstrip removeprefix removesuffix lower upper title capitalize`);
const TEXT_OPERATORS = words('~ % *');
const KEYWORDS = words('in and or not is if else elif');
/** Positions from which arguments name an attribute; a name of a filter or test stands in the same place. */
const ATTRIBUTE_FROM: Readonly<Record<string, number>> = {
  map: 0,
  sum: 0,
  selectattr: 0,
  rejectattr: 0,
  join: 1,
  min: 0,
  max: 0,
  unique: 0,
  sort: 0,
};
/** Only their first argument is an attribute; others are values to compare with. */
const ONLY_FIRST = words('selectattr rejectattr map');

function bareGlobal(
  tokens: readonly JinjaToken[],
  token: JinjaToken,
  at: number,
  variables: ReadonlySet<string>,
): string[] {
  if (token.kind !== 'name' || is(tokens[at - 1], '.') || is(tokens[at - 1], '|') || is(tokens[at + 1], '=')) {
    return [];
  }
  const isCalled = is(tokens[at + 1], '(');
  if (NEVER.has(token.text) && !isCalled) {
    return [`uses ${token.text}, which is a function or object of Jinja`];
  }
  if (CALLED_ONLY.has(token.text) && !isCalled && !variables.has(token.text) && !is(tokens[at + 1], 'is')) {
    return [`uses function ${token.text} without calling it`];
  }
  if (token.text === 'loop' && !(is(tokens[at + 1], '.') && OF_LOOPS.has(tokens[at + 2]?.text ?? ''))) {
    return ['uses loop for something else than its counters'];
  }
  return [];
}

/** `f(*values)` and `f(**values)`. */
function unpacked(tokens: readonly JinjaToken[], at: number): string[] {
  const isSpread = is(tokens[at], '*') || is(tokens[at], '**');
  return isSpread && (is(tokens[at - 1], '(') || is(tokens[at - 1], ',')) ? ['spreads arguments'] : [];
}

/** Names of parameters, by the macro. */
type Macros = ReadonlyMap<string, readonly string[]>;

function parametersOfMacros(parts: readonly JinjaPart[]): Macros {
  const macros = parts.filter(({ kind, tokens }) => kind === 'statement' && tokens[0]?.text === 'macro');
  return new Map(
    macros.map(({ tokens }) => [
      tokens[1]?.text ?? '',
      namesIn(tokens.filter((_, at) => at > 2 && (is(tokens[at - 1], '(') || is(tokens[at - 1], ',')))),
    ]),
  );
}

function assignmentsOf(parts: readonly JinjaPart[], macros: Macros): Assignment[] {
  return parts.flatMap(({ kind, tokens }) => [
    ...(kind === 'statement' ? assignments(tokens) : []),
    ...mutations(tokens, macros),
  ]);
}

/** Names that hold a text that the template puts together, in one step or several. */
function namesOfTexts(sources: readonly Assignment[], macros: Macros): Set<string> {
  const names = new Set<string>();
  /** Lists and objects that such a text is added to. Another name for one of them is that of the same list. */
  const filled = new Set<string>();
  for (let before = -1; before !== names.size + filled.size;) {
    before = names.size + filled.size;
    for (const { targets, value, adds } of sources) {
      const makes = value === undefined || makesText(value, names, macros);
      const same = value !== undefined && isPath(value) && targets.some((name) => filled.has(name)) ? value : [];
      const found = [...(makes ? targets : []), ...namesIn(same)];
      found.forEach((name) => names.add(name));
      (adds ? found : namesIn(same)).forEach((name) => filled.add(name));
    }
  }
  return names;
}

/** `a.b[0]`: what it gives is no copy. */
function isPath(value: readonly JinjaToken[]): boolean {
  return value.every(({ kind, text }) => kind !== 'operator' || '.[]()'.includes(text));
}

interface Assignment {
  readonly targets: readonly string[];
  /** Nothing for a block, which always is a text. */
  readonly value?: readonly JinjaToken[];
  /** Whether the value becomes a part of what the targets are. */
  readonly adds?: true;
}

function assignments(tokens: readonly JinjaToken[]): Assignment[] {
  const tag = tokens[0]?.text;
  if (tag === 'macro') {
    const parameters = splitArguments(inside(tokens, 2)).filter(([, equals]) => is(equals, '='));
    return parameters.map(([name, , ...value]) => ({ targets: [name.text], value }));
  }
  const end = { set: '=', for: 'in' }[tag ?? ''];
  if (end === undefined) {
    return [];
  }
  const stop = tokens.findIndex((token, at) => at > 0 && token.kind !== 'string' && token.text === end);
  const names = namesIn(tokens.slice(1, stop < 0 ? undefined : stop));
  const targets = tag === 'set' && is(tokens[2], '.') ? names.slice(-1) : names;
  return [{ targets, value: stop < 0 ? undefined : tokens.slice(stop + 1) }];
}

/** Lists that something is added to, members of new objects, and parameters of macros that are called. */
function mutations(tokens: readonly JinjaToken[], macros: Macros): Assignment[] {
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'name' || !is(tokens[at + 1], '(')) {
      return [];
    }
    const value = inside(tokens, at + 1);
    if (['append', 'insert', 'extend', 'update'].includes(token.text) && is(tokens[at - 1], '.')) {
      return [{ targets: receiver(tokens, at - 1), value, adds: true }];
    }
    if (token.text === 'namespace' || token.text === 'dict') {
      const named = splitArguments(value).filter(([, equals]) => is(equals, '='));
      return named.map(([name, , ...of]) => ({ targets: [name.text], value: of }));
    }
    const parameters = tokens[0]?.text === 'macro' ? undefined : macros.get(token.text);
    return parameters === undefined ? [] : passed(splitArguments(value), parameters);
  });
}

function passed(values: readonly (readonly JinjaToken[])[], parameters: readonly string[]): Assignment[] {
  return values.map((value, at) =>
    is(value[1], '=')
      ? { targets: [value[0].text], value: value.slice(2) }
      : { targets: parameters.slice(at, at + 1), value },
  );
}

/** Whether an expression puts a text together, or may hold one that was. */
function makesText(expression: readonly JinjaToken[], computed: ReadonlySet<string>, macros: Macros): boolean {
  const tokens = withoutRanges(expression);
  if (isDifference(tokens)) {
    return false;
  }
  return tokens.some((token, at) => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    if (token.kind === 'operator') {
      // Every other letter, or all of them from the end, spell another text.
      if (is(token, '[') && outermost(inside(tokens, at)).filter((part) => is(part, ':')).length > 1) {
        return true;
      }
      // One of a text and a number, or of a text and a list, fails.
      const isSum = token.text === '+' && !is(after, '[') && ![before, after].some((part) => part?.kind === 'number');
      return isSum || (TEXT_OPERATORS.has(token.text) && !(before?.kind === 'number' && after?.kind === 'number'));
    }
    if (token.kind !== 'name') {
      return false;
    }
    if (is(before, '|')) {
      return !NO_TEXT_FILTERS.has(token.text);
    }
    if (is(after, '(')) {
      return is(before, '.')
        ? !NO_TEXT_METHODS.has(token.text)
        : macros.has(token.text) || token.text === 'strftime_now';
    }
    // Items of a loop beside the present one have no name of their own.
    return (computed.has(token.text) && !is(after, '=')) || ['previtem', 'nextitem'].includes(token.text);
  });
}

/** Whether the outermost operation takes one number from another, which no texts allow. */
function isDifference(tokens: readonly JinjaToken[]): boolean {
  const top = outermost(splitArguments(tokens)[0] ?? []);
  const isChoice = top.some(({ kind, text }) => kind === 'name' && ['if', 'else', 'or', 'and'].includes(text));
  // One sign makes a number of a number, of which a filter makes a text.
  const isBinary = (at: number) => at > 0 && (top[at - 1].kind !== 'operator' || ')]}'.includes(top[at - 1].text));
  const takes = top.some((token, at) => (is(token, '-') || is(token, '//')) && isBinary(at));
  return takes && !isChoice && !top.some((token) => is(token, '~'));
}

/** The tokens that no bracket holds, and the brackets themselves. */
function outermost(tokens: readonly JinjaToken[]): JinjaToken[] {
  let depth = 0;
  return tokens.filter(({ kind, text }) => {
    const opens = kind === 'operator' && '([{'.includes(text);
    const closes = kind === 'operator' && ')]}'.includes(text);
    depth += Number(opens) - Number(closes);
    return depth === 0 || (opens && depth === 1);
  });
}

/** Whatever is in a range, it holds numbers. */
function withoutRanges(tokens: readonly JinjaToken[]): readonly JinjaToken[] {
  const at = tokens.findIndex((token, i) => token.kind === 'name' && token.text === 'range' && is(tokens[i + 1], '('));
  if (at < 0) {
    return tokens;
  }
  const length = inside(tokens, at + 1).length;
  return [...tokens.slice(0, at), { kind: 'number', text: '0' }, ...withoutRanges(tokens.slice(at + length + 3))];
}

/** What stands in brackets behind a value; slices cut lists and texts, and name nothing. */
function indexes(tokens: readonly JinjaToken[]): (readonly JinjaToken[])[] {
  return tokens.flatMap((token, at) => {
    const before = tokens[at - 1];
    const isBehind =
      before !== undefined && (before.kind === 'string' || ')]}'.includes(before.text) || isValueName(tokens, at - 1));
    if (!is(token, '[') || !isBehind) {
      return [];
    }
    const index = inside(tokens, at);
    return outermost(index).some((part) => is(part, ':')) ? [] : [index];
  });
}

function isValueName(tokens: readonly JinjaToken[], at: number): boolean {
  return tokens[at].kind === 'name' && (!KEYWORDS.has(tokens[at].text) || is(tokens[at - 1], '.'));
}

/** Arguments of filters that name an attribute must be one text. */
function attributeArguments(tokens: readonly JinjaToken[], at: number): string[] {
  const filter = tokens[at];
  const from = ATTRIBUTE_FROM[filter.text] as number | undefined;
  if (from === undefined || filter.kind !== 'name' || !is(tokens[at - 1], '|') || !is(tokens[at + 1], '(')) {
    return [];
  }
  const all = splitArguments(inside(tokens, at + 1));
  const named = all.filter((argument) => is(argument[1], '=')).filter(([name]) => name.text === 'attribute');
  const positional = all
    .filter((argument) => !is(argument[1], '='))
    .slice(from, ONLY_FIRST.has(filter.text) ? 1 : undefined);
  const isPlain = (argument: readonly JinjaToken[]) => argument.length === 1 && argument[0].kind !== 'operator';
  const isText = ([token]: readonly JinjaToken[]) => token.kind !== 'name' || /^(?:true|false|none)$/i.test(token.text);
  const values = [...positional, ...named.map((argument) => argument.slice(2))];
  return values.every((argument) => isPlain(argument) && isText(argument))
    ? []
    : [`gives filter ${filter.text} the name of an attribute that it computes`];
}

function splitArguments(tokens: readonly JinjaToken[]): JinjaToken[][] {
  const result: JinjaToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += token.kind === 'operator' ? Number('([{'.includes(token.text)) - Number(')]}'.includes(token.text)) : 0;
    if (depth === 0 && is(token, ',')) {
      result.push([]);
    } else {
      result[result.length - 1].push(token);
    }
  }
  return result.filter((argument) => argument.length > 0);
}

/** The tokens between a bracket and the one that closes it. */
function inside(tokens: readonly JinjaToken[], open: number): readonly JinjaToken[] {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { kind, text } = tokens[at];
    depth += kind === 'operator' ? Number('([{'.includes(text)) - Number(')]}'.includes(text)) : 0;
    if (depth === 0) {
      return tokens.slice(open + 1, at);
    }
  }
  return tokens.slice(open + 1);
}

/** The name of the list or object that a method is called of; all of them, where it is not a plain one. */
function receiver(tokens: readonly JinjaToken[], dot: number): string[] {
  const isPlain = tokens[dot - 1]?.kind === 'name';
  return isPlain ? namesIn(pathBefore(tokens, dot)).slice(-1) : namesIn(tokens.slice(0, dot));
}

/** `a.b` in front of a dot. */
function pathBefore(tokens: readonly JinjaToken[], dot: number): readonly JinjaToken[] {
  let start = dot;
  while (start > 0 && (tokens[start - 1].kind === 'name' || is(tokens[start - 1], '.'))) {
    start -= 1;
  }
  return tokens.slice(start, dot);
}

function namesIn(tokens: readonly JinjaToken[]): string[] {
  return tokens.filter(({ kind }) => kind === 'name').map(({ text }) => text);
}

function written(tokens: readonly JinjaToken[]): string {
  return tokens.map(({ kind, text }) => (kind === 'string' ? `'${text}'` : text)).join(' ');
}

function is(token: JinjaToken | undefined, text: string): boolean {
  return token !== undefined && token.kind !== 'string' && token.text === text;
}

function words(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}
