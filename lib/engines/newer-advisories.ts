import { nearest } from './arguments/nearest';
import { EngineAdvisory } from './engine-profile';
import { KNOWN_ENGINES } from './launches';
import { compareVersions } from './version';
import { Problem } from '../private/problems';

/** An advisory that was published after the record of an engine was written. */
export interface NewerAdvisory extends EngineAdvisory {
  /** Name of the engine in the record. */
  readonly engine: string;
  readonly source: string;
}

/** A problem, and the field of the file that has it. */
export interface AdvisoryProblem extends Problem {
  readonly field: readonly (string | number)[];
}

interface Field {
  readonly isRight: (text: string) => boolean;
  readonly allowed: string;
}

const ENGINE_NAMES = KNOWN_ENGINES.map(({ name }) => name);

const FIELDS: Readonly<Record<keyof NewerAdvisory, Field>> = {
  engine: { isRight: (text) => ENGINE_NAMES.includes(text), allowed: ENGINE_NAMES.join(', ') },
  id: {
    isRight: (text) => text.length <= 64 && /^[A-Z][A-Z0-9]*(-[A-Za-z0-9]+)+$/.test(text),
    allowed: 'the identifier of its publisher, for example CVE-2026-47155 or GHSA-5r3c-5x4v-8gjh',
  },
  fixedIn: {
    // pre-releases are ordered before it, and have no fix
    isRight: (text) => /^\d{1,8}(\.\d{1,8}){0,4}$/.test(text),
    allowed: "the first version with the fix in quotes, numbers with dots: '0.34.0'",
  },
  summary: {
    isRight: (text) => /^\P{C}{1,200}$/u.test(text) && text.trim() === text,
    allowed: 'one line of at most 200 characters',
  },
  source: {
    isRight: (text) => text.length <= 300 && /^https:\/\/[\w.-]+(:\d+)?\/[\w./?=&%#~+:@-]*$/.test(text),
    allowed: 'the address with https where it is published',
  },
};
const NAMES = Object.keys(FIELDS) as (keyof NewerAdvisory)[];
const FORM = `one key, advisories, with a list of ${NAMES.join(', ')}`;

/** What the content of a file of advisories says, and everything that is wrong with it. */
export function readNewerAdvisories(content: unknown): [NewerAdvisory[], AdvisoryProblem[]] {
  const problems = isMap(content) ? problemsOf(content) : [noList([], content)];
  return problems.length > 0 ? [[], problems] : [(content as { advisories: NewerAdvisory[] }).advisories, []];
}

/** Advisories of the record with those of a file. The record is not weakened: of two with one id, the later fix holds. */
export function withNewer(
  { name, advisories }: { readonly name: string; readonly advisories: readonly EngineAdvisory[] },
  newer: readonly NewerAdvisory[],
): EngineAdvisory[] {
  const byId = new Map<string, EngineAdvisory>();
  for (const each of [...advisories, ...newer.filter(({ engine }) => engine === name)]) {
    const known = byId.get(each.id);
    if (known === undefined || compareVersions(each.fixedIn, known.fixedIn) > 0) {
      byId.set(each.id, each);
    }
  }
  return [...byId.values()].sort((one, other) => compareVersions(other.fixedIn, one.fixedIn));
}

function problemsOf(content: Readonly<Record<string, unknown>>): AdvisoryProblem[] {
  const { advisories, ...others } = content;
  const unknown = Object.keys(others).map((key) => unknownField([key], key, ['advisories']));
  if (!Array.isArray(advisories)) {
    return [...unknown, noList('advisories' in content ? ['advisories'] : [], advisories)];
  }
  return [...unknown, ...advisories.flatMap(problemsOfEntry), ...repeated(advisories)];
}

function problemsOfEntry(entry: unknown, index: number): AdvisoryProblem[] {
  const at = ['advisories', index];
  if (!isMap(entry)) {
    return [{ field: at, what: 'not an advisory', got: entry, allowed: FORM, fix: 'write its fields below it' }];
  }
  const unknown = Object.keys(entry).filter((key) => !Object.hasOwn(FIELDS, key));
  return [
    ...unknown.map((key) => unknownField([...at, key], key, NAMES)),
    ...NAMES.filter((name) => !isRight(name, entry[name])).map((name) => ({
      field: name in entry ? [...at, name] : at,
      what: `${name} of an advisory is missing or not usable`,
      got: entry[name],
      allowed: FIELDS[name].allowed,
      fix: name === 'engine' && typeof entry.engine === 'string' ? nearestEngine(entry.engine) : `correct ${name}`,
    })),
  ];
}

function isRight(name: keyof NewerAdvisory, value: unknown): boolean {
  return typeof value === 'string' && FIELDS[name].isRight(value);
}

function nearestEngine(name: string): string {
  return `write ${nearest(name, ENGINE_NAMES)}, or remove the advisory`;
}

function repeated(entries: readonly unknown[]): AdvisoryProblem[] {
  const keys = entries.map((entry) => (isMap(entry) ? `${String(entry.engine)} ${String(entry.id)}` : undefined));
  return keys.flatMap((key, index) =>
    key !== undefined && keys.indexOf(key) < index
      ? [
          {
            field: ['advisories', index],
            what: 'an advisory is written twice',
            got: key,
            allowed: 'once',
            fix: 'remove one',
          },
        ]
      : [],
  );
}

function unknownField(field: AdvisoryProblem['field'], name: string, known: readonly string[]): AdvisoryProblem {
  const fix = `write ${nearest(name, known)}, or remove it`;
  return { field, what: 'unknown field', got: name, allowed: known.join(', '), fix };
}

function noList(field: AdvisoryProblem['field'], got: unknown): AdvisoryProblem {
  return { field, what: 'no list of advisories', got, allowed: FORM, fix: 'see docs/GUARDRAILS.md' };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
