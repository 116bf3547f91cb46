import { createHash } from 'node:crypto';
import { FoundTemplate } from './find-templates';
import { JinjaPart, JinjaToken, readTemplate, Unreadable } from './jinja-lexer';
import { checkLookups } from './jinja-lookups';
import { checkMembers } from './jinja-members';
import { Objection } from '../refusal';

/**
 * What chat templates need. A template can call nothing but these, so whatever it gets hold of, it cannot run it.
 * Source: Jinja, "Template Designer Documentation"; transformers, `apply_chat_template`, for the functions it adds.
 */
const TAGS = words(`if elif else endif for endfor set endset macro endmacro break continue generation
  endgeneration filter endfilter`);
const FUNCTIONS = words('range namespace dict raise_exception strftime_now');
const METHODS =
  words(`append capitalize count endswith extend find get index insert isdigit items join keys lower lstrip
  pop removeprefix removesuffix replace rfind rstrip split splitlines startswith strip title update upper values`);
const FILTERS =
  words(`abs batch capitalize count d default dictsort e escape first float from_json indent int items join
  last length list lower map max min reject rejectattr replace reverse round safe select selectattr slice sort string sum
  title tojson trim truncate unique upper wordcount`);
const TESTS = words(`boolean callable defined divisibleby eq equalto even false float ge gt greaterthan in integer
  iterable le lessthan lower lt mapping ne none None number odd sameas sequence string true undefined upper`);
/** Words before a parenthesis that is no call. */
const KEYWORDS = words('and or not in is if elif else for recursive set');
/** Ways out of Python objects that need no leading underscore. Source: Jinja, jinja2/sandbox.py. */
const UNSAFE_ATTRIBUTES = words(`mro func_globals func_code func_closure im_self im_func im_class gi_frame gi_code
  cr_frame cr_code ag_frame ag_code f_globals f_locals f_builtins tb_frame`);
/** Macros and undefined values lead to the environment, whose filters and globals are those of later requests too. */
const OF_JINJA = ['_environment', '_undefined_'];
const LONG_ATTRIBUTES = [...[...UNSAFE_ATTRIBUTES].filter((name) => name !== 'mro'), ...OF_JINJA];
/** What else macros and undefined values keep, by itself or in a path. Source: Jinja, `runtime.Macro`, `Undefined`. */
const PRIVATE = /(?:^|[\s.,])_(?:func|argument_count|default_autoescape|get_default_autoescape|invoke|fail_with)/i;
/** Filters that take the name of a filter or test, or of an attribute. */
const BY_NAME: Readonly<Record<string, Set<string> | undefined>> = { map: FILTERS, select: TESTS, reject: TESTS };
const BY_ATTRIBUTE = words('selectattr rejectattr');
/** Characters of a template; the longest that publishers ship have some 50,000. */
export const LARGEST_TEMPLATE = 1024 * 1024;

/** Digest by which a template is allowed. */
export function templateDigest(template: string): string {
  return createHash('sha256').update(template).digest('hex');
}

/** Objections to a text that may be a template. One that Jinja cannot read either does nothing, unless it is named so. */
export function checkFound({ text, key, isNamed }: FoundTemplate, allowedDigests: readonly string[]): Objection[] {
  return checkTemplate(text, allowedDigests, isNamed).map((objection) => ({
    ...objection,
    reason: key === undefined ? objection.reason : `${key}: ${objection.reason}`,
  }));
}

/** Objections to a template that does more than loop, compare and format. */
export function checkTemplate(template: string, allowedDigests: readonly string[], isNamed = true): Objection[] {
  const digest = templateDigest(template);
  if (allowedDigests.includes(digest)) {
    return [];
  }
  const fix = `use the template that the publisher of the base model ships, or allow this one: --allow-template ${digest}`;
  return reasonsOf(template, isNamed).map((reason) => ({ rule: 'template', reason: `chat template ${reason}`, fix }));
}

function reasonsOf(template: string, isNamed: boolean): string[] {
  if (template.length > LARGEST_TEMPLATE) {
    return [`is longer than ${LARGEST_TEMPLATE} characters`];
  }
  try {
    return [...new Set(new TemplateCheck([...readTemplate(template)]).reasons())];
  } catch (error) {
    if (!(error instanceof Unreadable)) {
      throw error;
    }
    return error.isJinja || isNamed ? [error.message] : [];
  }
}

class TemplateCheck {
  private readonly macros: Set<string>;
  private readonly called: Set<string>;

  public constructor(private readonly parts: readonly JinjaPart[]) {
    this.macros = new Set(statements(parts, 'macro').map((tokens) => tokens[1]?.text));
    this.called = new Set(parts.flatMap(({ tokens }) => calledIn(tokens)));
  }

  public reasons(): string[] {
    return [
      ...this.parts.filter(({ kind }) => kind === 'statement').flatMap(({ tokens }) => this.checkStatement(tokens)),
      ...this.parts.flatMap(({ tokens }) => tokens.flatMap((token, index) => this.checkToken(tokens, token, index))),
      ...checkMembers(this.parts),
      ...checkLookups(this.parts),
    ];
  }

  private checkStatement(tokens: readonly JinjaToken[]): string[] {
    const tag = tokens[0]?.text ?? '';
    const shadowed = targets(tokens).filter((name) => KEYWORDS.has(name) || this.called.has(name));
    return [
      ...(TAGS.has(tag) ? [] : [`uses tag ${tag}`]),
      ...(tag === 'filter' && !FILTERS.has(tokens[1]?.text ?? '') ? [`uses filter ${tokens[1]?.text}`] : []),
      ...shadowed.map((name) => `gives ${name}, which it calls, another value`),
    ];
  }

  private checkToken(tokens: readonly JinjaToken[], token: JinjaToken, index: number): string[] {
    const before = tokens[index - 1]?.text;
    if (token.kind === 'string') {
      return isInternal(token.text) ? [`names ${JSON.stringify(token.text)}, which is internal to Python`] : [];
    }
    if (token.text === '(') {
      return this.checkCall(tokens, index);
    }
    if (token.kind !== 'name') {
      return [];
    }
    if (isOperator(tokens[index - 1], '|')) {
      return FILTERS.has(token.text) ? checkArgument(tokens, index) : [`uses filter ${token.text}`];
    }
    if (isTest(tokens, index)) {
      return TESTS.has(token.text) ? [] : [`uses test ${token.text}`];
    }
    const internal =
      before === '.' ? /^_/.test(token.text) || UNSAFE_ATTRIBUTES.has(token.text) : /^__/.test(token.text);
    return internal ? [`reads ${token.text}, which is internal to Python`] : [];
  }

  private checkCall(tokens: readonly JinjaToken[], index: number): string[] {
    const callee = tokens[index - 1];
    if (!callee || (callee.kind === 'operator' && !')]}'.includes(callee.text))) {
      return [];
    }
    if (callee.kind !== 'name') {
      return ['calls a value that it computes'];
    }
    if (isOperator(tokens[index - 2], '.')) {
      return METHODS.has(callee.text) || isPlainFormat(tokens, index) ? [] : [`calls method ${callee.text}`];
    }
    const isOther = KEYWORDS.has(callee.text) || !isFree(tokens, index - 1);
    return isOther || FUNCTIONS.has(callee.text) || this.macros.has(callee.text) ? [] : [`calls ${callee.text}`];
  }
}

/** Whether a text holds a name that is internal to Python, in whatever letters, or a part of which is cut out. */
function isInternal(text: string): boolean {
  const lower = text.toLowerCase();
  return (
    lower.includes('__') ||
    lower.split('.').includes('mro') ||
    PRIVATE.test(text) ||
    LONG_ATTRIBUTES.some((name) => lower.includes(name))
  );
}

/** `'{} of {}'.format(…)`: a text whose fields name no attributes, and which stands there itself. */
function isPlainFormat(tokens: readonly JinjaToken[], open: number): boolean {
  const text = tokens[open - 3];
  const isMethod = tokens[open - 1].text === 'format' && text?.kind === 'string';
  return isMethod && !isOperator(tokens[open - 4], ']') && /^(?:[^{}]|\{\{|\}\}|\{\w*(?::[^{}]*)?\})*$/.test(text.text);
}

/** The first argument of a filter that takes a filter, a test or an attribute by its name must be that name. */
function checkArgument(tokens: readonly JinjaToken[], index: number): string[] {
  const filter = tokens[index].text;
  const [, open, first, comma, second] = tokens.slice(index);
  if (!isOperator(open, '(')) {
    return [];
  }
  const known = BY_NAME[filter];
  if (known) {
    const byAttribute = first?.text === 'attribute' && isOperator(comma, '=');
    return byAttribute || (first?.kind === 'string' && known.has(first.text)) ? [] : [`gives filter ${filter} a value`];
  }
  if (BY_ATTRIBUTE.has(filter) && isOperator(comma, ',')) {
    return second?.kind === 'string' && TESTS.has(second.text) ? [] : [`gives filter ${filter} a value`];
  }
  return [];
}

function isTest(tokens: readonly JinjaToken[], index: number): boolean {
  const isWord = (at: number, word: string) =>
    tokens[at]?.kind === 'name' && tokens[at].text === word && !isOperator(tokens[at - 1], '.');
  return isWord(index - 1, 'is') ? tokens[index].text !== 'not' : isWord(index - 1, 'not') && isWord(index - 2, 'is');
}

/** Names that are called, as functions or macros are. */
function calledIn(tokens: readonly JinjaToken[]): string[] {
  return tokens
    .filter(({ kind }, index) => kind === 'name' && isOperator(tokens[index + 1], '(') && isFree(tokens, index))
    .map(({ text }) => text);
}

/** Whether a name is that of a variable, not of a method, filter or test. */
function isFree(tokens: readonly JinjaToken[], index: number): boolean {
  const before = tokens[index - 1];
  return !isOperator(before, '.') && !isOperator(before, '|') && !isTest(tokens, index);
}

/** Names that a statement gives a value: of an assignment, a loop, or the parameters of a macro. */
function targets(tokens: readonly JinjaToken[]): string[] {
  const end: Readonly<Record<string, string>> = { set: '=', for: 'in' };
  const tag = tokens[0]?.text;
  if (tag === 'macro') {
    return tokens
      .filter((_, index) => index > 1 && ['(', ','].includes(tokens[index - 1].text))
      .filter(({ kind }) => kind === 'name')
      .map(({ text }) => text);
  }
  if (tag === undefined || !(tag in end)) {
    return [];
  }
  const stop = tokens.findIndex(({ text, kind }) => text === end[tag] && kind !== 'string');
  const declared = tokens.slice(1, stop < 0 ? undefined : stop);
  return declared
    .filter(({ kind }, index) => kind === 'name' && !isOperator(declared[index - 1], '.'))
    .map(({ text }) => text);
}

function statements(parts: readonly JinjaPart[], tag: string): (readonly JinjaToken[])[] {
  return parts
    .filter(({ kind, tokens }) => kind === 'statement' && tokens[0]?.text === tag)
    .map(({ tokens }) => tokens);
}

function isOperator(token: JinjaToken | undefined, text: string): boolean {
  return token?.kind === 'operator' && token.text === text;
}

function words(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}
